import type { AppRouter } from '@hub/api'
import { Page } from '@hub/ui/app-shell'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { PageHeader } from '@hub/ui/page-header'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { inferRouterOutputs } from '@trpc/server'
import type { ReactNode } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { Sections } from './sections.tsx'

export type Accounting = inferRouterOutputs<AppRouter>['modules']['accounting']
export type Book = NonNullable<Accounting['book']['get']['book']>

export interface BookPageProps {
  title: string
  description?: ReactNode
  /** Only once there are books. */
  actions?: ReactNode
  /** What is on it says itself what it is, so that on paper the title would say it twice. */
  hasOwnHead?: boolean
  /** In place of a word that the books are not set up yet. */
  before?: ReactNode
  children: (book: Book) => ReactNode
}

/** A page of the books, which shows nothing of them until they are set up. */
export function BookPage(props: BookPageProps) {
  const { title, description, actions, hasOwnHead = false, before, children } = props
  const { trpc } = useHub()
  const query = useQuery(trpc.modules.accounting.book.get.queryOptions())
  const hasBook = query.data !== undefined && query.data.book !== null
  return (
    <Page>
      <Sections />
      <div {...(hasOwnHead && { 'data-print': 'no' })}>
        <PageHeader title={title} description={description} actions={hasBook && actions} />
      </div>
      <Loaded query={query} failed="The books could not be loaded" skeleton={<BookSkeleton />}>
        {({ book }) => (book === null ? (before ?? <NoBook />) : children(book))}
      </Loaded>
    </Page>
  )
}

const BookSkeleton = () => (
  <Card flush>
    <SkeletonRows rows={6} />
  </Card>
)

/** Says who can set up the books. */
export function NoBook() {
  const { slug } = useOrganization()
  const canSetUp = useCan('accounting.book.manage')
  return (
    <Card>
      <Empty
        title="The books are not set up yet"
        actions={
          canSetUp && (
            <Button variant="primary" render={<Link to="/o/$org/accounting" params={{ org: slug }} />}>
              Set up the books
            </Button>
          )
        }
      >
        {canSetUp
          ? 'It takes a minute: the country, the currency and the first day.'
          : 'An owner of the organization, or somebody who manages Accounting, can do it.'}
      </Empty>
    </Card>
  )
}
