import { Skeleton } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { useHub } from '../../../../account.ts'
import { Loaded } from '../../../../components/loaded.tsx'
import { BookPage } from './-accounting/book-page.tsx'
import { ClosedDays } from './-accounting/closed-days.tsx'
import { CompanyForm } from './-accounting/company-form.tsx'
import { TaxCodes } from './-accounting/tax-codes.tsx'

export const Route = createFileRoute('/_app/o/$org/accounting/details')({
  staticData: { title: 'Business details' },
  loader: ({ context: { hub, organization } }) => {
    if (!organization.permissions.includes('accounting.sale.read')) return
    void hub.queryClient.prefetchQuery(hub.trpc.modules.accounting.book.get.queryOptions())
    void hub.queryClient.prefetchQuery(hub.trpc.modules.accounting.company.get.queryOptions())
  },
  component: Details,
})

function Details() {
  const { trpc } = useHub()
  const company = useQuery(trpc.modules.accounting.company.get.queryOptions())
  return (
    <BookPage
      title="Business details"
      description="What invoices say of you, the taxes they can have, and which days are closed."
    >
      {({ closed }) => (
        <div className="flex flex-col gap-6">
          <Loaded
            query={company}
            failed="The business details could not be loaded"
            skeleton={<FormSkeleton />}
          >
            {(facts) => <CompanyForm company={facts} />}
          </Loaded>
          <div className="flex max-w-[860px] flex-col gap-6">
            <TaxCodes />
            <ClosedDays closed={closed} />
          </div>
        </div>
      )}
    </BookPage>
  )
}

/** As high as the form is on a wide page; on a phone what stands below is out of sight either way. */
const FormSkeleton = () => (
  <div className="max-w-[860px]">
    <Skeleton className="h-96 w-full" />
    <Skeleton className="h-96 w-full" />
  </div>
)
