import { Check } from 'lucide-react'
import { timeOf } from './time-of.ts'
import type { SaveState } from './use-draft-saver.ts'

/** Says beside the acts what became of the last change. */
export function SaveWords({ state, isSaved }: { state: SaveState; isSaved: boolean }) {
  return (
    <span role="status" className="flex items-center gap-1.5 text-13 text-text-2">
      {state.kind === 'saved' && isSaved && state.at !== null && (
        <>
          <Check aria-hidden="true" className="size-4 text-success-text" />
          Draft saved {timeOf(state.at)}
        </>
      )}
      {(state.kind === 'saving' || (state.kind === 'saved' && !isSaved)) && 'Saving…'}
      {state.kind === 'failed' && <span className="text-danger-text">Not saved</span>}
    </span>
  )
}
