import { useElementScrollRestoration } from '@tanstack/react-router'

/** How far a table or a column was scrolled when its page was left, for whoever goes back to it: the page is made anew after the router has put the scrolling back. */
export function useTableScrolling(id: string): { id: string; top: number } {
  const entry = useElementScrollRestoration({ id })
  return { id, top: entry?.scrollY ?? 0 }
}
