/** For whoever puts a value together piece by piece before it is anybody else's to read. */
export type Writable<T> = { -readonly [Field in keyof T]: T[Field] };
