import { Composer } from '@hub/ui/composer'
import { showErrorToast } from '@hub/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useHub } from '../../../../../account.ts'
import type { Draft } from '../../../../../components/draft.ts'
import { RestoredDraft } from '../../../../../components/restored-draft.tsx'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { useTRPC } from '../../../../../trpc.ts'
import { MessagePrice } from './message-price.tsx'

export interface TalkBoxProps {
  /** Absent where a new one begins. */
  conversation?: string | undefined
  draft: Draft
  onSend: () => void
  /** The answer that is being made now. */
  answering: string | undefined
  isSending: boolean
  /** Counts the messages taken back to be changed; each brings the keyboard here. */
  edits?: number | undefined
}

/** Where one writes, at the foot of the page; on small screens above the bar of places. */
export function TalkBox({ conversation, draft, onSend, answering, isSending, edits = 0 }: TalkBoxProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  const stop = useStop()
  const isBusy = answering !== undefined || isSending
  useEffect(() => {
    // A touch keyboard would cover half the page before anything was read.
    if (edits > 0 || window.matchMedia('(pointer: fine)').matches) area.current?.focus()
  }, [edits])
  return (
    <div className="sticky bottom-0 z-(--z-sticky) mx-auto w-full max-w-[776px] bg-sheet px-4 pb-3 max-desk:bottom-[calc(55px+max(10px,env(safe-area-inset-bottom)))]">
      <RestoredDraft onDiscard={draft.isRestored ? draft.discard : undefined} />
      <Composer
        ref={area}
        value={draft.text}
        onValueChange={draft.setText}
        onSend={onSend}
        onStop={
          answering === undefined
            ? undefined
            : () => stop.mutate({ answerId: answering, idempotencyKey: newKey() })
        }
        busy={isBusy}
        price={<MessagePrice conversation={conversation} text={draft.text} isAnswering={isBusy} />}
        tools={<Driver />}
      />
    </div>
  )
}

/** Who answers. */
function Driver() {
  const { data } = useQuery(useTRPC().assistant.drivers.queryOptions())
  const driver = data?.[0]
  return driver ? <span className="text-13 text-text-3">{driver.name}</span> : null
}

function useStop() {
  const { trpc } = useHub()
  return useMutation(
    trpc.assistant.stop.mutationOptions({ onError: (error) => showErrorToast(toFailure(error).message) }),
  )
}
