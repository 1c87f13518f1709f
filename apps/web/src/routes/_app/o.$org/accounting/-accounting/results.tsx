import { Td } from '@hub/ui/table'
import { Link } from '@tanstack/react-router'
import { useOrganization } from '../../../../../account.ts'
import { sheetDays } from './sheet.tsx'

interface Days {
  from: string
  to: string
}

export const ResultDays = (days: Days) => <span className="block text-12 text-text-3">{sheetDays(days)}</span>

/** What earlier fiscal years earned, which stands in equity without anybody closing them. */
export const EarlierCell = ({ from, to }: Days) => (
  <Td className="w-full">
    Results of earlier years
    <ResultDays from={from} to={to} />
  </Td>
)

export interface ProfitLinkProps extends Days {
  /** "this fiscal year". */
  name: string
  /** The figure. */
  children: string
}

/** A result that leads to the profit and loss of its days. */
export function ProfitLink({ from, to, name, children }: ProfitLinkProps) {
  const { slug } = useOrganization()
  return (
    <Link
      to="/o/$org/accounting/reports"
      params={{ org: slug }}
      search={{ report: 'profit', from, to }}
      aria-label={`${children}, profit and loss of ${name}`}
      className="text-text no-underline hover:underline focus-visible:underline"
    >
      {children}
    </Link>
  )
}
