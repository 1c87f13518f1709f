import { Button } from '@hub/ui/button'

/** Says that the words are from before, with the way to be rid of them. Nothing without `onDiscard`. */
export function RestoredDraft({ onDiscard }: { onDiscard: (() => void) | undefined }) {
  return (
    <div role="status">
      {onDiscard && (
        <p className="flex items-center gap-1 pb-1 text-12 text-text-3">
          Restored your draft.
          <Button size="sm" variant="ghost" onClick={onDiscard}>
            Discard it
          </Button>
        </p>
      )}
    </div>
  )
}
