import { useEffect, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'

/* The top bar is above the page in the tree; what a page tells it goes through these values. */
function shared<Value>(initial: Value) {
  let current = initial
  const listeners = new Set<() => void>()
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  return {
    set: (next: Value) => {
      current = next
      for (const listener of listeners) listener()
    },
    useValue: () => useSyncExternalStore(subscribe, () => current),
  }
}

const name = shared<string | undefined>(undefined)
const mark = shared<string>('')
const place = shared<HTMLElement | null>(null)

/** Names the one thing this page shows, such as a conversation, in the top bar and in the browser's tab. */
export function usePageName(text: string | undefined): void {
  useEffect(() => {
    name.set(text)
    return () => name.set(undefined)
  }, [text])
}

/** What the page in front calls itself, if it shows one thing among many. */
export const useCurrentPageName = (): string | undefined => name.useValue()

/** Stands before the name in the browser's tab, where it is seen from other tabs: "(2) ", "Answering · ". */
export function useTitleMark(text: string): void {
  useEffect(() => {
    mark.set(text)
    return () => mark.set('')
  }, [text])
}

export const useCurrentTitleMark = (): string => mark.useValue()

/** What can be done with the one thing that this page shows: beside its name, in the top bar. */
export function PageHeadActs({ children }: { children: ReactNode }) {
  const element = place.useValue()
  return element && createPortal(children, element)
}

/** Where those acts appear. */
export function PageHeadPlace() {
  return <div ref={place.set} className="flex flex-none grow items-center empty:hidden" />
}
