import { useEffect, useEffectEvent, useRef } from 'react'
import { mayBeLetter } from './shortcut.ts'

/** So long after G the next key is still the letter of a place. */
const WAIT_MS = 1_500

/** G and then a letter. `go` says whether the letter leads anywhere; any other key ends the wait. */
export function useGoKeys(go: (letter: string) => boolean): void {
  const pressedAt = useRef(-Infinity)
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Shift') return
    const isWaiting = event.timeStamp - pressedAt.current < WAIT_MS
    pressedAt.current = -Infinity
    if (event.ctrlKey || event.metaKey || event.altKey || !mayBeLetter(event)) return
    const letter = event.key.toLowerCase()
    if (isWaiting && go(letter)) {
      event.preventDefault()
      // The same letter may be a shortcut of the page that is left: G N goes, N alone writes a task.
      event.stopPropagation()
    } else if (letter === 'g' && !event.repeat) {
      pressedAt.current = event.timeStamp
    }
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listener, true)
    return () => document.removeEventListener('keydown', listener, true)
  }, [])
}
