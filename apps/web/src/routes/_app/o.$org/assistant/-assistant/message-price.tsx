import { MICRO_PER_CREDIT } from '@hub/ui/credits'
import { PriceTag } from '@hub/ui/price-tag'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../../../../trpc.ts'

/* What a short and a long answer of a model take, in tokens: a question with its tools, a few look-ups more. */
const SHORT = { input: 1_500, output: 150 }
const LONG = { input: 6_000, output: 700 }

/** What the next message will cost: nothing with the built-in assistant, about so much with a model. */
export function MessagePrice() {
  const trpc = useTRPC()
  const { data: drivers } = useQuery(trpc.assistant.drivers.queryOptions())
  const driver = drivers?.[0]
  const isModel = driver?.isBuiltIn === false
  const { data: book } = useQuery(trpc.credits.priceBook.queryOptions(undefined, { enabled: isModel }))
  const { data: balance } = useQuery(trpc.credits.balance.queryOptions(undefined, { enabled: isModel }))
  if (!driver) return null
  if (!isModel) return <PriceTag micro={0} />
  const price = book?.models.find(({ model }) => model === driver.id)
  if (!price) return null
  const cost = ({ input, output }: typeof SHORT) =>
    Math.ceil((input * price.inputMicroPerMillion + output * price.outputMicroPerMillion) / MICRO_PER_CREDIT)
  return (
    <PriceTag short="phone" micro={cost(SHORT)} toMicro={cost(LONG)} balanceMicro={balance?.availableMicro} />
  )
}
