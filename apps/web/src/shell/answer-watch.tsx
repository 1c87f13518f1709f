import { showToast } from '@hub/ui/toast'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useHub, useOrganization } from '../account.ts'
import { setUnderway } from './underway.ts'
import type { Underway } from './underway.ts'

/** Follows the answers whose page was left, and says when one is there. */
export function AnswerWatch({ name, answers }: { name: string; answers: readonly Underway[] }) {
  const { conversation } = useParams({ strict: false })
  return (
    answers
      // Whoever is on the page of a conversation sees its answers there.
      .filter(({ conversationId, isReady }) => !isReady && conversationId !== conversation)
      .map((answer) => <Watched key={answer.answerId} name={name} answer={answer} />)
  )
}

function Watched({ name, answer: { conversationId, answerId } }: { name: string; answer: Underway }) {
  const { queryClient, trpc } = useHub()
  const { slug } = useOrganization()
  const navigate = useNavigate()
  const end = () => {
    setUnderway(name, (before) =>
      before.map((one) => (one.answerId === answerId ? { ...one, isReady: true } : one)),
    )
    void queryClient.invalidateQueries(trpc.assistant.conversations.pathFilter())
    void queryClient.invalidateQueries(trpc.credits.pathFilter())
    void queryClient.invalidateQueries(trpc.approvals.pathFilter())
    const open = () =>
      void navigate({
        to: '/o/$org/assistant/$conversation',
        params: { org: slug, conversation: conversationId },
      })
    showToast('The assistant has answered.', { action: { label: 'Read it', onClick: open } })
  }
  useSubscription(
    trpc.assistant.stream.subscriptionOptions(
      { answerId, lastEventId: null },
      {
        onData: ({ data: { type } }) => {
          if (type === 'approval') void queryClient.invalidateQueries(trpc.approvals.pathFilter())
          if (type === 'finished' || type === 'failed') end()
        },
        // It was removed, or is nobody's business here any more.
        onError: () => setUnderway(name, (before) => before.filter((one) => one.answerId !== answerId)),
      },
    ),
  )
  return null
}
