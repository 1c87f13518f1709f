import type { AppRouter } from '@hub/api'
import { Link } from '@tanstack/react-router'
import type { inferRouterOutputs } from '@trpc/server'

type Parts = inferRouterOutputs<AppRouter>['audit']['list']['items'][number]['sentence']

interface SentenceProps {
  parts: Parts
  /** -1 in the rows of a data table: the row is the stop of the keyboard, and an arrow leads from it to its links. */
  tabIndex?: -1 | undefined
}

/** What somebody did, with the things it names as links to where they are shown. */
export function Sentence({ parts, tabIndex }: SentenceProps) {
  return parts.map(({ text, link }, at) =>
    link === null ? (
      <span key={at}>{text}</span>
    ) : (
      <RecordLink key={at} to={link} tabIndex={tabIndex}>
        {text}
      </RecordLink>
    ),
  )
}

interface RecordLinkProps extends Pick<SentenceProps, 'tabIndex'> {
  to: string
  children: string
}

/** A link to a record by the address the hub gave for it. */
export function RecordLink({ to, tabIndex, children }: RecordLinkProps) {
  const { path, search } = partsOf(to)
  return (
    <Link to={path} search={search} className="text-link" {...(tabIndex && { tabIndex })}>
      {children}
    </Link>
  )
}

/** An address of the app as the router takes it. */
export function partsOf(address: string): { path: string; search: Record<string, string> } {
  const { pathname, searchParams } = new URL(address, 'https://hub.invalid')
  return { path: pathname, search: Object.fromEntries(searchParams) }
}
