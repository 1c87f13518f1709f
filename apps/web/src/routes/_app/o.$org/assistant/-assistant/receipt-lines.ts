import type { Message } from '@hub/api/schemas/assistant'
import type { ReceiptLine } from '@hub/ui/receipt'

/** What an answer was charged for: each look-up and act, and the words of a model. */
export function receiptLines({
  steps,
  micro,
  tokens,
}: Pick<Message, 'steps' | 'micro' | 'tokens'>): ReceiptLine[] {
  const byTitle = new Map<string, { count: number; micro: number }>()
  for (const step of steps) {
    const line = byTitle.get(step.title) ?? { count: 0, micro: 0 }
    byTitle.set(step.title, { count: line.count + 1, micro: line.micro + step.micro })
  }
  const lines = [...byTitle].map(([title, line]) => ({
    name: line.count > 1 ? `${title}, ${line.count} times` : title,
    amount: line.micro === 0 ? 'free' : line.micro,
  }))
  const words = micro - steps.reduce((sum, step) => sum + step.micro, 0)
  if (tokens !== null || words > 0) return [{ name: 'Answer', amount: words <= 0 ? 'free' : words }, ...lines]
  return lines.length > 0 ? lines : [{ name: 'Answer from fixed rules', amount: 'free' }]
}

/** Model tokens are small print; people pay in credits. */
export const tokenNote = ({ tokens }: Pick<Message, 'tokens'>): string | undefined =>
  tokens === null
    ? undefined
    : `${tokens.input.toLocaleString('en')} tokens read${cachedNote(tokens)}, ${tokens.output.toLocaleString('en')} written`

const cachedNote = ({ cached = 0 }: NonNullable<Message['tokens']>): string =>
  cached === 0 ? '' : ` (${cached.toLocaleString('en')} of them from the cache)`
