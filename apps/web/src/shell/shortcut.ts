import { useEffect, useEffectEvent } from 'react'

/**
 * Calls `act` when `key` is pressed anywhere but where people type. With `mod` it is Ctrl or ⌘ and
 * works in fields as well.
 */
export function useShortcut(key: string, act: () => void, { mod = false }: { mod?: boolean } = {}): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== key || event.altKey || event.defaultPrevented) return
    if ((event.ctrlKey || event.metaKey) !== mod) return
    if (!mod && (isTyping(event.target) || isModalOpen())) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null

/** Letters belong to a dialog or an open menu first. */
const isModalOpen = (): boolean =>
  document.querySelector('[data-base-ui-inert], [role="menu"], [role="listbox"]') !== null

/** What the modifier is called on this computer. */
export const modKey = /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K'
