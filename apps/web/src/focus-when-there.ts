/** So long a page may take to show what is to have the focus. */
const WAIT_MS = 3_000

/**
 * Focuses it now or when it appears, unless the person does something else first. Whatever had the focus when it was asked for
 * is on the page that goes. @returns stops waiting.
 */
export function focusWhenThere(find: () => HTMLElement | null | undefined): () => void {
  const leaving = document.activeElement
  const isFree = () => [null, document.body, leaving].some((element) => element === document.activeElement)
  const attempt = (): boolean => {
    const target = find()
    // The router has put the scrolling where it belongs already.
    target?.focus({ preventScroll: true })
    return target != null
  }
  if (attempt()) return () => undefined
  const stop = () => {
    observer.disconnect()
    clearTimeout(timer)
    for (const type of ['pointerdown', 'keydown'] as const) document.removeEventListener(type, stop, true)
  }
  const observer = new MutationObserver(() => {
    if (!isFree() || attempt()) stop()
  })
  const timer = setTimeout(stop, WAIT_MS)
  observer.observe(document.body, { childList: true, subtree: true })
  for (const type of ['pointerdown', 'keydown'] as const) document.addEventListener(type, stop, true)
  return stop
}
