import type { Message } from '@hub/api/schemas/assistant'
import { PersonMessage } from '@hub/ui/chat-message'
import { IconButton } from '@hub/ui/icon-button'
import { showErrorToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { AnswerFollower } from './answer-follower.tsx'
import { Answer } from './answer.tsx'

/** Old answers whose requests were all decided long ago need no line to the hub. */
const FOLLOWED = 8

export interface ThreadProps {
  conversationId: string
  messages: readonly Message[]
  /** Written, but not yet at the hub. */
  pendingText: string | undefined
  /** Says something, or chooses what an answer offers. */
  onSay: (text: string, questionId?: string) => void
  /** Takes the words of the last message back to where one writes. */
  onEdit: (text: string) => void
}

/** The messages of a conversation, oldest first. */
export function Thread({ conversationId, messages, pendingText, onSay, onEdit }: ThreadProps) {
  const retry = useRetry(conversationId)
  const lastAnswer = messages.findLast(({ role }) => role === 'assistant')
  const last = pendingText === undefined ? messages.at(-1) : undefined
  const lastAsked = messages.findLast(({ role }) => role === 'person')
  return (
    <div className="flex flex-col gap-5">
      {messages.map((message) =>
        message.role === 'person' ? (
          <Asked key={message.id} text={message.text} onEdit={message === lastAsked ? onEdit : undefined} />
        ) : (
          <Answer
            key={message.id}
            answer={message}
            onChoose={(choice) => onSay(choice, message.id)}
            onContinue={message === last ? () => onSay('Go on from where you stopped.') : undefined}
            onRetry={message === last && mayRetry(messages) ? () => retry.mutate(message.id) : undefined}
            isRetrying={retry.isPending}
          />
        ),
      )}
      {pendingText !== undefined && <PersonMessage className="opacity-60">{pendingText}</PersonMessage>}
      {messages
        .slice(-FOLLOWED)
        .filter(mayChange)
        .map(({ id, lastEventId }) => (
          <AnswerFollower key={id} conversationId={conversationId} answerId={id} lastEventId={lastEventId} />
        ))}
      <p role="status" className="sr-only">
        {lastAnswer?.status === 'done' && lastAnswer.lastEventId !== null
          ? 'The assistant has answered.'
          : ''}
      </p>
    </div>
  )
}

/** What the person asked; the last of it can be changed and asked again. */
function Asked({ text, onEdit }: { text: string; onEdit: ((text: string) => void) | undefined }) {
  if (!onEdit) return <PersonMessage>{text}</PersonMessage>
  return (
    <div className="group flex items-center gap-1">
      <IconButton
        size="sm"
        label="Edit and ask again"
        className="ml-auto opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
        onClick={() => onEdit(text)}
      >
        <Pencil />
      </IconButton>
      <PersonMessage className="ml-0!">{text}</PersonMessage>
    </div>
  )
}

/** It is being made, or says something more when its requests are decided. */
const mayChange = ({ role, status, approvalIds }: Message): boolean =>
  role === 'assistant' && (status === 'streaming' || approvalIds.length > 0)

/** Made again, a request to approve would stand there twice, and what was approved would be done twice. */
function mayRetry(messages: readonly Message[]): boolean {
  const [before, answer] = messages.slice(-2)
  return before?.role === 'person' && answer?.approvalIds.length === 0
}

function useRetry(conversationId: string) {
  const { client, queryClient, trpc } = useHub()
  return useMutation({
    mutationFn: (answerId: string) =>
      client.assistant.retry.mutate({
        answerId,
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        idempotencyKey: newKey(),
      }),
    onSuccess: () =>
      queryClient.invalidateQueries(trpc.assistant.conversations.get.queryFilter({ id: conversationId })),
    onError: (error) => showErrorToast(`The answer stays as it is. ${toFailure(error).message}`),
  })
}
