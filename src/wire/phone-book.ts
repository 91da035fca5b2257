/** Phone books with their contacts. Codec: `phone-book-codec.ts`. */

export const phoneBookTypes = ['GLOBAL', 'TEAM'] as const;
export type PhoneBookType = (typeof phoneBookTypes)[number];

export interface Contact {
  readonly uri: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phoneNumber: string;
  readonly description: string;
}

export interface PhoneBook {
  readonly uri: string;
  readonly name: string;
  readonly type: PhoneBookType;
  readonly contacts: readonly Contact[];
}
