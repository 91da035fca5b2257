/** For a page: whether every one of these words stands in DesktopCache's database. Shared by whoever types and then lets the page go. */
export function wordsAreStored(words: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const opening = indexedDB.open('understudy-cache');
    opening.onerror = () => resolve(false);
    opening.onsuccess = () => {
      const reading = opening.result.transaction('records').objectStore('records').getAll();
      reading.onsuccess = () => {
        const stored = JSON.stringify(reading.result);
        opening.result.close();
        resolve(words.every((word) => stored.includes(word)));
      };
    };
  });
}
