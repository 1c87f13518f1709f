import type { RouterHistory } from '@tanstack/react-router'

/** Parameters of addresses that are a dialog on their page. */
const DIALOGS = ['add', 'ask', 'imports', 'invite', 'new', 'notes', 'secrets'] as const

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The dialog on the page was opened there, so the page without it is one step back. */
    isDialog?: true
  }
}

function partsOf(href: string) {
  const { pathname, searchParams } = new URL(href, 'http://hub')
  return { pathname, isOpen: DIALOGS.some((name) => searchParams.has(name)) }
}

/**
 * A dialog that opens on a page is a step of the history, and closing it takes that step back: so Back closes it and stays on the
 * page, and no step leads to what one sees already. Pages change their address in place, as they do for filters.
 */
export function withDialogSteps(history: RouterHistory): RouterHistory {
  const { push, replace } = history
  history.replace = (path, state, options) => {
    const now = history.location
    const [before, after] = [partsOf(now.href), partsOf(path)]
    if (before.pathname !== after.pathname || before.isOpen === after.isOpen) {
      const isDialog = before.pathname === after.pathname && before.isOpen && now.state.isDialog
      replace(path, isDialog ? { ...state, isDialog } : state, options)
    } else if (after.isOpen) push(path, { ...state, isDialog: true }, options)
    else if (now.state.isDialog) {
      // What else the page changed as it closed the dialog is written over the step that is there then.
      const stop = history.subscribe(() => {
        stop()
        if (history.location.href !== path) replace(path, state, options)
      })
      history.back({ ignoreBlocker: true })
    } else replace(path, state, options)
  }
  return history
}
