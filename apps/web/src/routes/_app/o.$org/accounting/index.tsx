import { createFileRoute } from '@tanstack/react-router'
import { Suspense } from 'react'
import { Skeleton, Waiting } from '@hub/ui/skeleton'
import { useCan } from '../../../../account.ts'
import { lazyPart } from '../../../../lazy-part.ts'
import { BookPage, NoBook } from './-accounting/book-page.tsx'
import { Overview } from './-accounting/overview.tsx'

const SetUpForm = lazyPart(async () => (await import('./-accounting/set-up-form.tsx')).SetUpForm)

export const Route = createFileRoute('/_app/o/$org/accounting/')({
  staticData: { title: 'Accounting' },
  loader: ({ context: { hub, organization } }) => {
    if (!organization.permissions.includes('accounting.book.read')) return
    void hub.queryClient.prefetchQuery(hub.trpc.modules.accounting.book.get.queryOptions())
  },
  component: Accounting,
})

function Accounting() {
  const canSetUp = useCan('accounting.book.manage')
  return (
    <BookPage
      title="Accounting"
      description="What the business has, owes, earns and spends."
      before={
        canSetUp ? (
          <Suspense
            fallback={
              <Waiting>
                <Skeleton className="h-96 w-full max-w-[720px]" />
              </Waiting>
            }
          >
            <SetUpForm />
          </Suspense>
        ) : (
          <NoBook />
        )
      }
    >
      {(book) => <Overview book={book} />}
    </BookPage>
  )
}
