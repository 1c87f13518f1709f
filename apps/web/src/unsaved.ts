import { useEffect, useId } from 'react'

/*
 * Which forms on the page hold changes that the hub does not have. What was typed is kept in any case (draft-storage.ts);
 * this is for asking before somebody walks away from it.
 */
const holders = new Set<string>()
const listeners = new Set<() => void>()

export const hasUnsaved = (): boolean => holders.size > 0

let wasAny = false
/** Whether there ever was an unsaved change; from then on the page holds what asks about it. */
export const wasUnsaved = (): boolean => wasAny

/** Calls back when the first change is made or the last one is gone. @returns a function that stops it. */
export function onUnsaved(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Nothing is asked any more: the person decided to go. */
export function giveUpUnsaved(): void {
  holders.clear()
  for (const listener of listeners) listener()
}

/** What says of a form that keeps nothing whether something is typed in it. */
const typing = new Set<() => boolean>()

/** Whether something is typed that is kept nowhere: loading the page again would lose it. */
export const holdsTyped = (): boolean => [...typing].some((holds) => holds())

/** @returns a function that stops it. */
export function watchTyped(holds: () => boolean): () => void {
  typing.add(holds)
  return () => void typing.delete(holds)
}

/** Says of the form around it whether it holds unsaved changes. */
export function useUnsaved(isUnsaved: boolean): void {
  const id = useId()
  useEffect(() => {
    if (!isUnsaved) return undefined
    holders.add(id)
    wasAny = true
    for (const listener of listeners) listener()
    return () => {
      holders.delete(id)
      for (const listener of listeners) listener()
    }
  }, [id, isUnsaved])
}
