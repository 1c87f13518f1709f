import { focusWhenThere } from './focus-when-there.ts'
import type { AppRouterInstance } from './router.tsx'

/** As many places as one goes back to. */
const KEPT = 50

/** Where the focus was on a page, in words that find it again after the page was made anew. */
interface Mark {
  selector: string
  /** Two rows may look alike to a selector after the list has changed, so the words must be the same. */
  text: string
}

/**
 * Back and Forward put the focus where it was on that page, beside the scrolling that the router puts
 * back. @returns a function that stops it.
 */
export function restoreFocus(router: AppRouterInstance): () => void {
  const marks = new Map<string, Mark>()
  let isReturning = false
  let stopWaiting = () => {}
  const stops = [
    router.history.subscribe(({ action: { type } }) => {
      isReturning = type === 'BACK' || type === 'FORWARD' || type === 'GO'
    }),
    router.subscribe('onBeforeNavigate', ({ fromLocation }) => {
      stopWaiting()
      const key = fromLocation?.state.__TSR_key
      const mark = markOf(document.activeElement)
      if (key === undefined || !mark) return
      marks.delete(key)
      marks.set(key, mark)
      const [oldest] = marks.keys()
      if (marks.size > KEPT && oldest !== undefined) marks.delete(oldest)
    }),
    router.subscribe('onRendered', ({ toLocation }) => {
      const mark = marks.get(toLocation.state.__TSR_key ?? '')
      if (isReturning && mark) stopWaiting = focusMarked(mark)
      isReturning = false
    }),
  ]
  return () => {
    stopWaiting()
    for (const stop of stops) stop()
  }
}

function markOf(element: Element | null): Mark | null {
  const content = document.getElementById('content')
  if (!(element instanceof HTMLElement) || !content?.contains(element) || element === content) return null
  return { selector: selectorOf(element, content), text: textOf(element) }
}

const textOf = (element: HTMLElement): string => element.getAttribute('aria-label') ?? element.innerText ?? ''

function selectorOf(element: HTMLElement, content: HTMLElement): string {
  const row = element.dataset['row']
  if (row !== undefined) return `[data-row="${CSS.escape(row)}"]`
  const href = element.getAttribute('href')
  if (href !== null) return `a[href="${CSS.escape(href)}"]`
  const steps: string[] = []
  for (let one: Element = element; one !== content && one.parentElement; one = one.parentElement) {
    const place = [...one.parentElement.children].indexOf(one) + 1
    steps.unshift(`${one.localName}:nth-child(${place})`)
  }
  return `:scope > ${steps.join(' > ')}`
}

function focusMarked(mark: Mark): () => void {
  const isFree = document.activeElement === null || document.activeElement === document.body
  if (!isFree) return () => undefined
  return focusWhenThere(() => {
    const content = document.getElementById('content')
    return [...(content?.querySelectorAll<HTMLElement>(mark.selector) ?? [])].find(
      (one) => textOf(one) === mark.text,
    )
  })
}
