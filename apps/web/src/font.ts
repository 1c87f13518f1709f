/* public/theme.js reads the same key before the first pixel. */
const KEY = 'hub.font'

/**
 * Fetches the font of the pages, for phones: there the styles do without it until the page has all it needs, because on
 * a slow line it would come before the program.
 */
export async function fetchFont(): Promise<void> {
  const root = document.documentElement
  if (root.dataset['font'] !== undefined) return
  const [face] = await document.fonts.load('1em "Inter Variable"')
  if (face === undefined) return
  root.dataset['font'] = 'inter'
  try {
    localStorage.setItem(KEY, 'inter')
  } catch {
    // Without storage it is fetched as late at the next visit.
  }
}
