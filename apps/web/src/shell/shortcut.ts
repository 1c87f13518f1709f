import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'

export interface ShortcutOptions {
  mod?: boolean
  /** Not where people type, nor in a dialog: there it is a key of the browser. */
  sparesFields?: boolean
  /** Only while focus is on one of these, or on nothing: for keys that buttons and links answer themselves. */
  within?: string
}

/**
 * Calls `act` when `key` is pressed anywhere but where people type. With `mod` it is Ctrl or ⌘ and
 * works in fields as well.
 */
export function useShortcut(
  key: string,
  act: (event: KeyboardEvent) => void,
  options: ShortcutOptions = {},
): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== key || event.altKey || event.defaultPrevented) return
    if (!isMeant(event, options)) return
    event.preventDefault()
    act(event)
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}

/** Whether the key, as it was pressed and where, is nobody else's. */
function isMeant(
  event: KeyboardEvent,
  { mod = false, within, sparesFields = false }: ShortcutOptions,
): boolean {
  if ((event.ctrlKey || event.metaKey) !== mod) return false
  if (!mod && !mayBeLetter(event)) return false
  if (sparesFields && (isTyping(event.target) || isModalOpen())) return false
  return within === undefined || isWithin(event.target, within)
}

const isWithin = (target: EventTarget | null, within: string): boolean =>
  target === document.body || (target instanceof HTMLElement && target.closest(within) !== null)

const typed = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest(typed) !== null

/** Letters belong to a dialog or an open menu first. */
const isModalOpen = (): boolean =>
  document.querySelector('[data-base-ui-inert], [role="menu"], [role="listbox"]') !== null

/** Whether a plain key is nobody else's: not typed text, not a dialog's, not switched off. */
export const mayBeLetter = (event: KeyboardEvent): boolean =>
  lettersAreOn() && !isTyping(event.target) && !isModalOpen()

const LETTERS_KEY = 'hub.letterKeys'
const lettersAreOn = (): boolean => localStorage.getItem(LETTERS_KEY) !== 'off'
const listeners = new Set<() => void>()

/** Whether single keys act, and how to change it: people who speak to their computer turn them off. */
export function useLetterKeys(): [boolean, (areOn: boolean) => void] {
  const areOn = useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, lettersAreOn)
  const set = (next: boolean) => {
    if (next) localStorage.removeItem(LETTERS_KEY)
    else localStorage.setItem(LETTERS_KEY, 'off')
    for (const listener of listeners) listener()
  }
  return [areOn, set]
}

/** What the modifier is called on this computer. */
export const modKey = /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K'
