/**
 * The agent's credential, so that a page reload does not ask for the password again: AES-GCM ciphertext under a
 * non-extractable key, both in IndexedDB. No part of it is ever stored, logged or sent in clear. How long it may live is
 * decided by the session store, which erases it.
 */
import type { Credential } from '../link/link.ts';
import type { CoreDatabase } from './database.ts';

export interface Sealed {
  readonly key: CryptoKey;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly ciphertext: ArrayBuffer;
}

export const vaultKey = 'credential';

/** The length of the ciphertext must not tell that of the password; tokens may take several times as much. */
const paddedLength = 512;

export interface Vault {
  /** To be stored under `vaultKey`. Rejects where there is no Web Crypto (insecure context). */
  seal(credential: Credential): Promise<Sealed>;
  /** `undefined` when there is none, or it is not this agent's, or it cannot be opened. */
  open(agentId: string): Promise<Credential | undefined>;
}

export function createVault(database: CoreDatabase): Vault {
  return {
    async seal(credential) {
      const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const plain = JSON.stringify(credential);
      const text = plain.padEnd(Math.ceil(plain.length / paddedLength) * paddedLength);
      const ciphertext = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData: bytes(credential.agentId) },
        key,
        bytes(text),
      );
      return { key, iv, ciphertext };
    },
    async open(agentId) {
      const sealed = (await database.read(vaultKey)) as Sealed | undefined;
      if (!sealed) return undefined;
      try {
        const { key, iv, ciphertext } = sealed;
        const opening = { name: 'AES-GCM', iv, additionalData: bytes(agentId) };
        const text = new TextDecoder().decode(await crypto.subtle.decrypt(opening, key, ciphertext));
        return JSON.parse(text) as Credential;
      } catch {
        // Another agent's, or damaged: as good as none.
        return undefined;
      }
    },
  };
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
