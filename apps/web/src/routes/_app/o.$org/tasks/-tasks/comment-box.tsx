import { Avatar } from '@hub/ui/avatar'
import { Button } from '@hub/ui/button'
import { Field } from '@hub/ui/field'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { SubmitEvent } from 'react'
import { useHub, useMe } from '../../../../../account.ts'
import { useDraft, useDraftName } from '../../../../../components/draft.ts'
import { RestoredDraft } from '../../../../../components/restored-draft.tsx'
import { useDelivery } from '../../../../../delivery.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { keyOf } from '../../../../../outbox.ts'
import { refreshLists } from '../../../../../lists/cache.ts'
import { useMembers } from '../../../../../components/use-members.ts'
import { MentionBox } from './mention-box.tsx'
import { namedIn } from './mentions.ts'
import { taskKind } from './task-kind.ts'

/** What this person said without a connection; it stands under the others until it is sent. */
export function WaitingComments({ taskId }: { taskId: string }) {
  const { user } = useMe()
  const said = useDelivery().waiting.filter(
    (write) => write.act === 'comment' && write.input.taskId === taskId,
  )
  if (said.length === 0) return null
  return (
    <ul aria-label="Comments that wait to be sent" className="flex flex-col gap-4">
      {said.map((write) => (
        <li key={keyOf(write)} className="flex gap-2.5">
          <Avatar size="sm" name={user.name} src={user.avatarUrl} decorative />
          <div className="min-w-0 flex-1">
            <p className="flex items-baseline gap-2 text-13">
              <b className="font-semibold">{user.name}</b>
              <span className="text-12 text-warning-text">Waits to be sent</span>
            </p>
            <p className="mt-0.5 whitespace-pre-wrap wrap-anywhere">
              {write.act === 'comment' && write.input.body}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}

/** A box to say something; what is written and not sent is still there later. */
export function CommentBox({ taskId, taskTitle }: { taskId: string; taskTitle: string }) {
  const hub = useHub()
  const { deliver } = useDelivery()
  const draft = useDraft(useDraftName(`comment.${taskId}`))
  const [key, setKey] = useState(newKey)
  const [isMissing, setMissing] = useState(false)
  const people = useMembers()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  // A changed text is another act, so it gets another key.
  const write = (text: string) => {
    draft.setText(text)
    setKey(newKey())
    setMissing(false)
  }
  const add = useMutation({
    // Without a connection it is kept, which is as good as done.
    networkMode: 'always',
    mutationFn(body: string) {
      const mentions = namedIn(body, people, picked)
      const input = { taskId, body, ...(mentions.length > 0 && { mentions }), idempotencyKey: key }
      return deliver({ act: 'comment', input }, taskTitle)
    },
    onSuccess: (_, body) => {
      draft.sent(body)
      setKey(newKey())
      setPicked(new Set())
      void refreshLists(taskKind, hub)
    },
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (add.isPending) return
    setMissing(draft.text.trim() === '')
    if (draft.text.trim() !== '') add.mutate(draft.text)
  }
  const error = isMissing
    ? 'Write the comment first.'
    : add.isError
      ? toFailure(add.error).message
      : undefined
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-2">
      <RestoredDraft onDiscard={draft.isRestored ? () => write('') : undefined} />
      <Field label="Your comment" hideLabel className="w-full" error={error}>
        <MentionBox
          text={draft.text}
          onText={write}
          onPick={(id) => setPicked((before) => new Set([...before, id]))}
        />
      </Field>
      <Button type="submit" size="sm" className="self-end" pending={add.isPending} pendingLabel="Sending">
        Comment
      </Button>
    </form>
  )
}
