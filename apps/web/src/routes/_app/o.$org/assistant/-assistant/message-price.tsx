import { PriceTag } from '@hub/ui/price-tag'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../../../../trpc.ts'

/** A price is asked for again once the message has grown by so many characters. */
const STEP = 400
const LONGEST = 8_000
/** The first words decide which tools go with it, so their price is asked for more often. */
const WORDS_STEP = 20
const WORDS_LONGEST = 1_000

function beginning(text: string): string {
  const length = Math.min(WORDS_LONGEST, text.length)
  return text.slice(0, length - (length % WORDS_STEP))
}

export interface MessagePriceProps {
  /** Absent where a new one begins. */
  conversation: string | undefined
  /** What is written so far. */
  text: string
  /** While an answer is made, what the next message sends is not known. */
  isAnswering: boolean
}

/** What the next message will cost: nothing with the built-in assistant, about so much with a model. */
export function MessagePrice({ conversation, text, isAnswering }: MessagePriceProps) {
  const trpc = useTRPC()
  const { data: estimate } = useQuery(
    trpc.assistant.estimate.queryOptions(
      {
        ...(conversation !== undefined && { conversationId: conversation }),
        length: Math.min(LONGEST, Math.ceil(text.length / STEP) * STEP),
        ...(text.length >= WORDS_STEP && { text: beginning(text) }),
      },
      { enabled: !isAnswering, placeholderData: (before) => before },
    ),
  )
  const isModel = typeof estimate?.model === 'string'
  const { data: balance } = useQuery(trpc.credits.balance.queryOptions(undefined, { enabled: isModel }))
  if (!estimate) return null
  if (!isModel) return <PriceTag micro={0} />
  return (
    <PriceTag
      short="phone"
      micro={estimate.micro}
      toMicro={estimate.toMicro}
      balanceMicro={balance?.availableMicro}
    />
  )
}
