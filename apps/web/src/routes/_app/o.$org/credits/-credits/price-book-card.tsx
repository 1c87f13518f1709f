import type { AppRouter } from '@hub/api'
import { Card } from '@hub/ui/card'
import { formatCredits } from '@hub/ui/credits'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { Skeleton } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { shortDay } from '../../../../../components/day-words.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { useTRPC } from '../../../../../trpc.ts'

type PriceBook = inferRouterOutputs<AppRouter>['credits']['priceBook']
type Door = PriceBook['rules'][number]['door']

const groups = [
  { name: 'In the app and from programs', doors: ['web', 'rest', 'cli'] },
  { name: 'Built-in assistant', doors: ['assistant'] },
  { name: 'Connected assistants', doors: ['mcp'] },
  { name: 'Workflows', doors: ['workflow'] },
] as const satisfies readonly { name: string; doors: readonly Door[] }[]

/** What things cost, before they are spent. */
export function PriceBookCard() {
  const book = useQuery(useTRPC().credits.priceBook.queryOptions(undefined, { staleTime: 600_000 }))
  return (
    <Card title="Price book" note={book.data && <Since at={book.data.since} />}>
      <Loaded
        query={book}
        failed="The price book could not be loaded"
        skeleton={<Skeleton className="h-[280px] w-full" />}
      >
        {(data) => (
          <>
            {groups.map((group) => (
              <Prices key={group.name} name={group.name} lines={groupLines(data, group.doors)} />
            ))}
            {data.models.map((model) => (
              <Prices
                key={model.model}
                name={`${model.model}, a million tokens${model.isDefault ? ' at the default price' : ''}`}
                lines={[
                  { name: 'Read', micro: model.inputMicroPerMillion },
                  { name: 'Read from the cache', micro: model.cachedMicroPerMillion },
                  { name: 'Written', micro: model.outputMicroPerMillion },
                ]}
              />
            ))}
            <Prices
              name="When you begin"
              lines={[{ name: 'Gift for a confirmed address', micro: data.signUpGrantMicro }]}
            />
            <p className="mt-3 text-12 text-text-3">
              You see the price before anything is spent. An act that fails costs nothing; a model’s answer
              never costs more than was delivered.
            </p>
          </>
        )}
      </Loaded>
    </Card>
  )
}

interface Line {
  name: string
  micro: number
}

/** One line for reading and one for changing; a single one where both cost the same. */
function groupLines({ rules }: PriceBook, doors: readonly Door[]): Line[] {
  const costs = (effect: 'read' | 'write') =>
    Math.max(
      0,
      ...rules
        .filter((rule) => doors.includes(rule.door) && rule.effect === effect)
        .map(({ micro }) => micro),
    )
  const read = costs('read')
  const write = costs('write')
  if (read === write) return [{ name: 'Reading and changing', micro: read }]
  return [
    { name: 'Answer or look something up', micro: read },
    { name: 'Create or change something', micro: write },
  ]
}

function Prices({ name, lines }: { name: string; lines: readonly Line[] }) {
  return (
    <section aria-label={name} className="mt-3 first:mt-0">
      <h3 className="mb-0.5 text-12 font-medium text-text-3">{name}</h3>
      <Ledger>
        {lines.map((line) => (
          <LedgerLine
            key={line.name}
            name={line.name}
            amount={line.micro === 0 ? 'free' : formatCredits(line.micro)}
          />
        ))}
      </Ledger>
    </section>
  )
}

const Since = ({ at }: { at: string }) => (
  <>
    since <time dateTime={at}>{shortDay(at.slice(0, 10))}</time>
  </>
)
