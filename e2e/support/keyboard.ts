import { expect } from '@playwright/test'
import type { JSHandle, Locator, Page } from '@playwright/test'

/** More stops than any page has, so that a walk which never ends is a failure and not a time-out. */
const MOST_STOPS = 250

/** What has focus after one press of Tab. */
interface Stop {
  /** Its place among the controls in document order; -1 for what is none. */
  index: number
  name: string
  /** Where the walk is to stay: in the page, or in the dialog that is open. */
  isInside: boolean
  isScroller: boolean
  hasRing: boolean
  /** Something else lies over it, so that one cannot see where one is. */
  isCovered: boolean
}

/**
 * Walks the page with Tab alone: every control is reached once, in the order in which it is written and seen, each
 * shows that it has focus, and the walk comes to an end. With a dialog open that shuts off the page, the walk stays
 * in it and goes round. Returns the names of the controls.
 */
export async function walk(page: Page, what: string): Promise<string[]> {
  const controls = await page.evaluateHandle(findControls)
  const names = await controls.evaluate((elements) => elements.map(({ name }) => name))
  const stops: Stop[] = []
  for (let press = 0; press < MOST_STOPS; press += 1) {
    await page.keyboard.press('Tab')
    const stop = await look(controls)
    const previous = stops.at(-1)
    // A date is one control in which Tab makes several steps.
    if (previous && stop.index === previous.index && stop.name === previous.name) continue
    if (!stop.isInside || (stops.length > 0 && stop.index === stops[0]?.index)) break
    stops.push(stop)
  }
  expect(await page.evaluate(isFocusLost), `focus leaves the dialog of ${what}`).toBe(false)
  const reached = stops.filter(({ isScroller }) => !isScroller)
  // A long list loads its next rows when one comes near its end, in the place of the button for them.
  const fixed = names.at(-1) === 'button Show more' ? names.slice(0, -1) : names
  const walked = fixed === names ? reached : reached.slice(0, fixed.length)
  expect(
    walked.map(({ name }) => name),
    `what Tab reaches on ${what}`,
  ).toEqual(fixed)
  expect(
    stops.filter(({ hasRing }) => !hasRing).map(({ name }) => name),
    `without a visible focus on ${what}`,
  ).toEqual([])
  expect(
    stops.filter(({ isCovered }) => isCovered).map(({ name }) => name),
    `hidden under something while focused on ${what}`,
  ).toEqual([])
  // Of a list that went on loading, the first rows are no more where they were seen.
  if (fixed === names)
    expect(await controls.evaluate(findBackwardSteps), `seen in another order on ${what}`).toEqual([])
  return names
}

/** Presses Tab until this has focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let press = 0; press < MOST_STOPS; press += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${target.toString()}.`)
}

/**
 * Presses an arrow until this entry of an open menu has focus. How many presses that takes depends on whether the menu
 * had put focus on its first entry before the first of them.
 */
export async function arrowTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  await expect(async () => {
    await page.keyboard.press('ArrowDown')
    await expect(target).toBeFocused({ timeout: 250 })
  }).toPass()
}

interface Control {
  element: HTMLElement
  name: string
}

/** Everything that Tab should reach, in document order; within the open dialog if there is one. Puts focus before it. */
function findControls(): Control[] {
  const dialogs = [...document.querySelectorAll<HTMLElement>('[role="dialog"], [role="alertdialog"]')]
  // Messages that pass call themselves dialogs too.
  const dialog = dialogs.findLast(
    (element) => element.checkVisibility() && !element.closest('[role="region"]'),
  )
  const root: HTMLElement = dialog ?? document.body
  const chosen = (element: HTMLElement) => {
    if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true
    const group = [
      ...root.querySelectorAll<HTMLInputElement>(`input[type="radio"][name="${CSS.escape(element.name)}"]`),
    ]
    // Of a group Tab reaches the one that is chosen.
    return element === (group.find(({ checked }) => checked) ?? group[0])
  }
  const elements = [
    ...root.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex]'),
  ].filter(
    (element) =>
      element.tabIndex >= 0 &&
      !element.matches(':disabled, [data-base-ui-focus-guard], [inert] *') &&
      element.checkVisibility({ visibilityProperty: true }) &&
      chosen(element),
  )
  const nameOf = (element: HTMLElement) => {
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined
    const words = element.getAttribute('aria-label') ?? label ?? element.textContent
    return `${element.localName} ${words.trim().replace(/\s+/g, ' ').slice(0, 60)}`
  }
  if (!dialog) {
    // The walk begins where the document does, whatever has focus when the page opens.
    const start = document.createElement('span')
    start.tabIndex = -1
    document.body.prepend(start)
    start.focus()
    start.remove()
  } else {
    dialog.tabIndex = -1
    dialog.focus()
    dialog.dataset['walked'] = ''
  }
  return elements.map((element) => ({ element, name: nameOf(element) }))
}

/** Whether a dialog that shuts off the page has let focus out of it. */
function isFocusLost(): boolean {
  const dialog = document.querySelector('[data-walked]')
  const page = document.getElementById('root')
  const isShutOff = page !== null && page.matches('[aria-hidden="true"], [inert]')
  return dialog !== null && isShutOff && page.contains(document.activeElement)
}

const look = (controls: JSHandle<Control[]>): Promise<Stop> =>
  controls.evaluate((all) => {
    const active = document.activeElement
    const element = active instanceof HTMLElement ? active : document.body
    const index = all.findIndex((control) => control.element === element)
    const hasOutline = (candidate: Element): boolean => {
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(candidate)
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !/, 0\)|\/ 0\)/.test(outlineColor)
    }
    // A control without a box of its own shows its ring on what is around it.
    const around = (inner: Element) => {
      const { parentElement: parent } = inner
      return [inner, parent, parent?.parentElement].filter((one) => one instanceof Element)
    }
    const dialog = document.querySelector('[data-walked]')
    const box = element.getBoundingClientRect()
    // A panel can be taller than the window; what counts is the part of it that is in view.
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)]
    const seen = document.elementFromPoint((box.left + box.right) / 2, (top + bottom) / 2)
    return {
      index,
      name: all[index]?.name ?? `${element.localName} "${element.textContent.trim().slice(0, 60)}"`,
      isInside: element !== document.body && (!dialog || dialog.contains(element)),
      isScroller:
        index < 0 &&
        (element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight),
      // In the palette nothing else can have focus, and the cursor shows it.
      hasRing: around(element).some(hasOutline) || element.matches('[cmdk-input]'),
      isCovered: !(seen && (element.contains(seen) || seen.contains(element))),
    }
  })

/** Neighbors of which the later one stands above the earlier one, or left of it in the same line. */
function findBackwardSteps(controls: Control[]): string[] {
  return controls.flatMap(({ element, name }, at) => {
    const before = controls[at - 1]
    if (!before) return []
    let both = element.parentElement
    while (both && !both.contains(before.element)) both = both.parentElement
    const boxOf = (of: Element) => {
      const branch = [...(both?.children ?? [])].find((child) => child.contains(of))
      // What only groups others in the tree ("display: contents") has no box.
      return (branch && branch.getClientRects().length > 0 ? branch : of).getBoundingClientRect()
    }
    const one = boxOf(before.element)
    const other = boxOf(element)
    const isAbove = other.bottom <= one.top
    const isLeft = other.right <= one.left && other.top < one.bottom && other.bottom > one.top
    return isAbove || isLeft ? [`${name} after ${before.name}`] : []
  })
}
