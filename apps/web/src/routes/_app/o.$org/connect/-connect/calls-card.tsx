import type { AppRouter } from '@hub/api'
import { Card, CardList } from '@hub/ui/card'
import { formatCredits } from '@hub/ui/credits'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Time } from '@hub/ui/time'
import { useQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { useTRPC } from '../../../../../trpc.ts'

type Call = inferRouterOutputs<AppRouter>['audit']['calls']['items'][number]

const SHOWN = 12
const REFRESH_MS = 5_000

/** What the keys called last, how long it took and what it cost. */
export function CallsCard() {
  const calls = useQuery(
    useTRPC().audit.calls.queryOptions({ limit: SHOWN }, { refetchInterval: REFRESH_MS }),
  )
  return (
    <Card flush title="Recent calls">
      <Loaded query={calls} failed="The calls could not be loaded" skeleton={<SkeletonRows rows={6} />}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="px-(--card-pad) pt-1 pb-5 text-text-2">
              The first call of an assistant or a program shows here within seconds.
            </p>
          ) : (
            <CardList label="Recent calls">
              {items.map((call) => (
                <CallRow key={call.id} call={call} />
              ))}
            </CardList>
          )
        }
      </Loaded>
    </Card>
  )
}

function CallRow({ call: { title, apiKeyName, ms, code, micro, at } }: { call: Call }) {
  const timeZone = useTimeZone()
  const isDone = code === 'OK'
  return (
    <li className="px-(--card-pad) py-[7px]">
      <div className="flex items-center gap-2.5">
        <span
          role="img"
          aria-label={isDone ? 'Done' : codeWords(code)}
          className={`size-[7px] flex-none rounded-full ${dotColor(code)}`}
        />
        <span className="min-w-0 flex-1 truncate font-medium">{title}</span>
        <span className="flex-none tabular-nums">{micro === 0 ? 'free' : formatCredits(micro)}</span>
      </div>
      <div className="flex items-center gap-2 pl-[17px] text-12 text-text-3 tabular-nums">
        <span className="min-w-0 flex-1 truncate">{apiKeyName}</span>
        <span>{isDone ? `${Math.round(ms)} ms` : codeWords(code)}</span>
        <Time value={at} format="smart" timeZone={timeZone} />
      </div>
    </li>
  )
}

const refusals: Record<string, string> = {
  APPROVAL_REQUIRED: 'Asked you first',
  FORBIDDEN: 'Not allowed',
  PAYMENT_REQUIRED: 'Not enough credits',
  TOO_MANY_REQUESTS: 'Too many at once',
  BAD_REQUEST: 'Wrong input',
  NOT_FOUND: 'Not found',
}

function dotColor(code: string): string {
  if (code === 'OK') return 'bg-success-solid'
  return code === 'APPROVAL_REQUIRED' ? 'bg-warning-solid' : 'bg-danger-solid'
}

const codeWords = (code: string): string => refusals[code] ?? 'Failed'
