/** What a phone can dial: digits, star and hash, with a leading plus. */
export const dialable = /^\+?[0-9*#]{1,30}$/;
