import { useState } from 'react'

/**
 * What had focus before a layer opened, for `finalFocus`. It is read while rendering: a field with
 * `autoFocus` takes the focus before any effect runs, and would be taken for what opened the layer.
 */
export function useOpener(open: boolean): () => HTMLElement | null {
  const [wasOpen, setWasOpen] = useState(open)
  const [opener, setOpener] = useState(() => (open ? focused() : null))
  if (open !== wasOpen) {
    setWasOpen(open)
    if (open) setOpener(focused())
  }
  return () => (opener?.isConnected === true ? opener : null)
}

/** Of an item in a menu, which is gone by then, the button that opened the menu. */
function focused(): HTMLElement | null {
  const { activeElement } = document
  if (!(activeElement instanceof HTMLElement) || activeElement === document.body) return null
  const menu = activeElement.closest('[role="menu"]')
  return menu === null ? activeElement : document.querySelector(`[aria-controls="${menu.id}"]`)
}
