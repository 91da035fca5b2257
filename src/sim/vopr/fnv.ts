/** A hash of a long text that comes in pieces: FNV-1a in two lanes. For telling traces apart, not for secrets. */
export interface TextHash {
  add(text: string): void;
  addNumber(value: number): void;
  /** 16 hexadecimal digits; more may be added afterwards. */
  digest(): string;
}

const prime = 0x01000193;

export function createTextHash(): TextHash {
  let one = 0x811c9dc5;
  let two = 0x050c5d1f;
  return {
    add(text) {
      for (let index = 0; index < text.length; index += 1) {
        const code = text.charCodeAt(index);
        one = Math.imul(one ^ code, prime);
        two = Math.imul(two ^ code ^ (one >>> 13), prime);
      }
      // Pieces must not run into each other.
      one = Math.imul(one ^ 0xff, prime);
    },
    addNumber(value) {
      one = Math.imul(one ^ (value | 0), prime);
      two = Math.imul(two ^ (value / 2 ** 21) ^ one, prime);
    },
    digest: () => [one, two].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join(''),
  };
}
