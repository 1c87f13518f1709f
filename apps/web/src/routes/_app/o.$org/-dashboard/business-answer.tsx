import type { AppRouter } from '@hub/api'
import { Button } from '@hub/ui/button'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { useQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useState } from 'react'
import { Loaded } from '../../../../components/loaded.tsx'
import { RecordLink } from '../../../../components/sentence.tsx'
import { useTRPC } from '../../../../trpc.ts'

type Told = inferRouterOutputs<AppRouter>['assistant']['ask']

/** Rows at first; the others come when they are asked for. */
const SHOWN = 8
/** More columns have no room in a card. */
const COLUMNS = 5

/** On a phone a row has three cells at most. */
const phonePlaces = ['title', 'end', 'detail'] as const

interface BusinessAnswerProps {
  question: string
  /** Asks another one. */
  onAsk: (question: string) => void
}

/** What the hub makes of a question: what it was taken for and the rows, or questions that it understands. */
export function BusinessAnswer({ question, onAsk }: BusinessAnswerProps) {
  const query = useQuery(useTRPC().assistant.ask.queryOptions({ question }, { staleTime: 0 }))
  return (
    <div aria-live="polite">
      <Loaded query={query} failed="The question could not be asked" skeleton={<SkeletonRows rows={2} />}>
        {(told) => (told.isUnderstood ? <Rows told={told} /> : <Others told={told} onAsk={onAsk} />)}
      </Loaded>
    </div>
  )
}

function Others({ told: { words, near }, onAsk }: { told: Told } & Pick<BusinessAnswerProps, 'onAsk'>) {
  return (
    <>
      <p className="px-(--card-pad) pb-2">{words}</p>
      {near.length > 0 && (
        <div className="flex flex-wrap items-center gap-2 px-(--card-pad) pb-5">
          <span className="text-13 text-text-2">You could ask:</span>
          {near.map((other) => (
            <Button key={other} size="sm" onClick={() => onAsk(other)}>
              {other}
            </Button>
          ))}
        </div>
      )}
    </>
  )
}

function Rows({ told }: { told: Told }) {
  const [isWhole, setWhole] = useState(false)
  const { words, columns, rows, isAll } = told
  const [only, ...others] = rows
  if (!only)
    return (
      <p className="px-(--card-pad) pb-5 whitespace-pre-wrap">
        {columns.length === 0 ? words : `${words}: none.`}
      </p>
    )
  if (columns.length === 1 && others.length === 0 && only.link === null)
    return (
      <div className="px-(--card-pad) pb-5">
        <p className="text-22 font-semibold tabular-nums">
          {only.cells[0] === '' ? 'Nothing' : only.cells[0]}
        </p>
        <p className="text-13 text-text-2">{words}</p>
      </div>
    )
  const shown = isWhole ? rows : rows.slice(0, SHOWN)
  const rest = rows.length - shown.length
  return (
    <>
      <p className="px-(--card-pad) pb-2 whitespace-pre-wrap text-text-2">{words}</p>
      <AnswerTable columns={columns.slice(0, COLUMNS)} rows={shown} label={words} />
      {rest > 0 && (
        <p className="px-(--card-pad) py-2">
          <Button size="sm" variant="ghost" onClick={() => setWhole(true)}>
            Show {rest} more
          </Button>
        </p>
      )}
      {!isAll && rest === 0 && (
        <p className="px-(--card-pad) py-2 text-13 text-text-2">There are more than these.</p>
      )}
    </>
  )
}

interface AnswerTableProps extends Pick<Told, 'columns' | 'rows'> {
  label: string
}

function AnswerTable({ columns, rows, label }: AnswerTableProps) {
  return (
    <Table label={label}>
      <TableHead>
        {columns.map(({ title, isNumber }, at) => (
          <Th key={at} numeric={isNumber}>
            {title}
          </Th>
        ))}
      </TableHead>
      <TableBody>
        {rows.map(({ link, cells }, row) => (
          <TableRow key={row}>
            {columns.map(({ isNumber }, at) => {
              const cell = cells[at] ?? ''
              return (
                <Td key={at} numeric={isNumber} phone={phonePlaces[at] ?? 'hidden'}>
                  {at === 0 && link !== null ? <RecordLink to={link}>{cell || '–'}</RecordLink> : cell || '–'}
                </Td>
              )
            })}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
