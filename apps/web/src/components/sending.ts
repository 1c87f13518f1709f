import type { FormEvent, KeyboardEvent } from 'react'

/** Whether a field holds what it cannot read, as it says itself (`setCustomValidity`). The first that does gets the focus. */
export function holdsUnreadable({ currentTarget: form }: FormEvent<HTMLFormElement>): boolean {
  const fields = form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')
  const first = [...fields].find(({ validity }) => validity.customError)
  first?.focus()
  return first !== undefined
}

/** Ctrl or ⌘ with Enter sends the form from any of its fields. */
export function sendByKeys(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  const form = event.currentTarget
  // The same key has the field take what was typed in it, which the form is to know first.
  queueMicrotask(() => form.requestSubmit())
}
