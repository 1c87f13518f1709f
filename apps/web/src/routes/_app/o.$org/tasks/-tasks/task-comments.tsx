import { Avatar } from '@hub/ui/avatar'
import { Button } from '@hub/ui/button'
import { Field } from '@hub/ui/field'
import { Skeleton, SkeletonGate } from '@hub/ui/skeleton'
import { Textarea } from '@hub/ui/textarea'
import { Time } from '@hub/ui/time'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { SubmitEvent } from 'react'
import { useHub, useMe } from '../../../../../account.ts'
import { FailureState } from '../../../../../components/failure-state.tsx'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { useTRPC } from '../../../../../trpc.ts'
import { refreshLists } from './task-cache.ts'

/** What people said about the task, oldest first, and a box to say something. */
export function TaskComments({ taskId, canWrite }: { taskId: string; canWrite: boolean }) {
  const timeZone = useMe().user.timeZone ?? undefined
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.modules.ops.tasks.comments.list.infiniteQueryOptions(
      { taskId, limit: 50 },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  )
  const comments = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <section aria-labelledby="comments" className="flex flex-col gap-3">
      <h3 id="comments" className="text-13 font-semibold">
        Comments
      </h3>
      {query.isError && comments.length === 0 ? (
        <FailureState
          error={query.error}
          title="The comments could not be read"
          onRetry={() => void query.refetch()}
        />
      ) : (
        <SkeletonGate pending={query.isPending} skeleton={<Skeleton className="h-10 w-full" />}>
          {() => (
            <ul className="flex flex-col gap-4">
              {comments.length === 0 && (
                <li className="text-13 text-text-3">Nobody has said anything yet.</li>
              )}
              {comments.map(({ id, authorId, authorName, body, createdAt }) => (
                <li key={id} className="flex gap-2.5">
                  <Avatar size="sm" name={authorName} seed={authorId} decorative />
                  <div className="min-w-0 flex-1">
                    <p className="flex items-baseline gap-2 text-13">
                      <b className="font-semibold">{authorName}</b>
                      <span className="text-12 text-text-3">
                        <Time value={createdAt} timeZone={timeZone} />
                      </span>
                    </p>
                    <p className="mt-0.5 whitespace-pre-wrap wrap-anywhere">{body}</p>
                  </div>
                </li>
              ))}
            </ul>
          )}
        </SkeletonGate>
      )}
      {query.hasNextPage && (
        <Button size="sm" pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Show newer comments
        </Button>
      )}
      {canWrite && <CommentBox taskId={taskId} />}
    </section>
  )
}

function CommentBox({ taskId }: { taskId: string }) {
  const hub = useHub()
  const [draft, setDraft] = useState({ body: '', key: newKey() })
  const [isMissing, setMissing] = useState(false)
  const add = useMutation(
    hub.trpc.modules.ops.tasks.comments.add.mutationOptions({
      onSuccess: () => {
        setDraft({ body: '', key: newKey() })
        return refreshLists(hub)
      },
    }),
  )
  const submit = (event: SubmitEvent | undefined) => {
    event?.preventDefault()
    if (add.isPending) return
    setMissing(draft.body.trim() === '')
    if (draft.body.trim() !== '') add.mutate({ taskId, body: draft.body, idempotencyKey: draft.key })
  }
  const error = isMissing
    ? 'Write the comment first.'
    : add.isError
      ? toFailure(add.error).message
      : undefined
  return (
    <form noValidate onSubmit={submit} className="flex flex-col items-end gap-2">
      <Field label="Your comment" hideLabel className="w-full" error={error}>
        <Textarea
          rows={2}
          placeholder="Write a comment"
          value={draft.body}
          maxLength={4_000}
          // A changed text is another act, so it gets another key.
          onChange={({ target }) => {
            setDraft({ body: target.value, key: newKey() })
            setMissing(false)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
            event.preventDefault()
            event.currentTarget.form?.requestSubmit()
          }}
        />
      </Field>
      <Button type="submit" size="sm" pending={add.isPending} pendingLabel="Sending">
        Comment
      </Button>
    </form>
  )
}
