export interface ToastAction {
  label: string
  onClick: () => void
}

export interface ToastOptions {
  action?: ToastAction | undefined
  /** Makes the action "Undo" and keeps the toast for eight seconds instead of five. */
  undo?: (() => void) | undefined
}

/** What the Toaster gets to show. */
export interface ToastMessage {
  id: string
  title: string
  type: 'done' | 'error' | 'working'
  /** In ms; 0 stays until it is taken away. */
  timeout: number
  /** Right of the words, such as "62%". */
  detail?: string | undefined
  action?: ToastAction | undefined
  undo?: boolean | undefined
}

/** Where messages go; the Toaster. */
export interface ToastScreen {
  show: (message: ToastMessage) => void
  /** One message, or all of them. */
  close: (id?: string) => void
}

/*
 * Whoever shows a toast must not bring the Toaster's code along: most pages are left without one. So the first that is
 * shown asks for the Toaster, and waits here until it listens.
 */
const waiting: ToastMessage[] = []
let screen: ToastScreen | null = null
let count = 0
let isWanted = false
const listeners = new Set<() => void>()

/** Whether there ever was something to show; from then on the page holds a Toaster. */
export const isToasterWanted = (): boolean => isWanted

/** Calls back when the first toast is shown. @returns a function that stops it. */
export function onToasterWanted(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Takes everything that is shown from now on, and what waits. @returns a function that ends it. */
export function listenToToasts(next: ToastScreen): () => void {
  screen = next
  for (const message of waiting.splice(0)) next.show(message)
  return () => {
    screen = null
  }
}

function show(message: Omit<ToastMessage, 'id'>, id = `toast-${(count += 1)}`): string {
  if (screen) screen.show({ ...message, id })
  else waiting.push({ ...message, id })
  if (!isWanted) {
    isWanted = true
    for (const listener of listeners) listener()
  }
  return id
}

const PLAIN_MS = 5000
const UNDO_MS = 8000

/**
 * Messages that pass. They wait while pointed at or focused; F6 reaches them by keyboard. All
 * return an id for `dismissToast`. The whole app has one Toaster.
 */
export function showToast(title: string, options: ToastOptions = {}): string {
  const { undo } = options
  return show({
    title,
    type: 'done',
    timeout: undo === undefined ? PLAIN_MS : UNDO_MS,
    action: undo === undefined ? options.action : { label: 'Undo', onClick: undo },
    undo: undo !== undefined,
  })
}

/** When each error was shown, in milliseconds, by the id of its toast. */
const errors = new Map<string, number>()

/** Something failed: stays until it is closed or answered. Give `action` for "Retry". */
export function showErrorToast(title: string, options: Pick<ToastOptions, 'action'> = {}): string {
  const id = show({ title, type: 'error', timeout: 0, action: options.action })
  errors.set(id, Date.now())
  return id
}

/** Errors shown before then, in milliseconds, are answered: what the person did next has worked, or they went elsewhere. */
export function dismissErrors(before: number): void {
  for (const [id, shownAt] of errors) {
    if (shownAt >= before) continue
    errors.delete(id)
    dismissToast(id)
  }
}

/** Work goes on: stays until dismissed. Calling it again with the same id changes the words in place. */
export function showWorkingToast(title: string, options: { id?: string; detail?: string } = {}): string {
  return show({ title, type: 'working', timeout: 0, detail: options.detail }, options.id)
}

/** Takes one toast away, or all of them. */
export function dismissToast(id?: string): void {
  const kept = id === undefined ? [] : waiting.filter((message) => message.id !== id)
  waiting.splice(0, waiting.length, ...kept)
  screen?.close(id)
}
