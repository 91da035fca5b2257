/**
 * Whether what this frame keeps is what a page at the same address, opened by itself, will find. Browsers part storage by
 * the top-level site (WebKit by its origin) and have no question for it; but a cookie of the same site alone is let in
 * only where the frame is of the same site as the page around it.
 */
export function storageHere(): 'shared' | 'partitioned' | 'none' {
  try {
    // Throws where the browser refuses this frame any storage.
    localStorage.getItem('');
  } catch {
    return 'none';
  }
  // WebKit parts by origin, so one site is not enough there.
  if (/^Apple/.test(navigator.vendor)) return 'partitioned';
  const probe = `understudy-same-site-${crypto.randomUUID()}`;
  const attributes = 'SameSite=Strict; Path=/';
  document.cookie = `${probe}=1; ${attributes}; Max-Age=10`;
  const isSameSite = document.cookie.includes(probe);
  document.cookie = `${probe}=; ${attributes}; Max-Age=0`;
  return isSameSite ? 'shared' : 'partitioned';
}
