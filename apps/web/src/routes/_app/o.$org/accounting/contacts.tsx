import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { useInfiniteQuery } from '@tanstack/react-query'
import { createFileRoute, Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useCan, useHub, useOrganization } from '../../../../account.ts'
import { ChoiceFilter } from '../../../../components/choice-filter.tsx'
import { LoadMore } from '../../../../components/load-more.tsx'
import { Loaded } from '../../../../components/loaded.tsx'
import { TypedSearch } from '../../../../components/typed-search.tsx'
import { lazyPart } from '../../../../lazy-part.ts'
import { paging } from '../../../../paging.ts'
import { compact } from '../../../../search-params.ts'
import { useShortcut } from '../../../../shell/shortcut.ts'
import { BookPage } from './-accounting/book-page.tsx'
import type { Contact } from './-accounting/contact-dialog.tsx'
import { contactsIn, contactViews, readContactSearch } from './-accounting/contact-search.ts'
import type { ContactSearch } from './-accounting/contact-search.ts'
import { ListTools, searched } from './-accounting/list-tools.tsx'

const ContactDialog = lazyPart(async () => (await import('./-accounting/contact-dialog.tsx')).ContactDialog)
const ContactDrawer = lazyPart(async () => (await import('./-accounting/contact-drawer.tsx')).ContactDrawer)

export const Route = createFileRoute('/_app/o/$org/accounting/contacts')({
  staticData: { title: 'Customers' },
  validateSearch: readContactSearch,
  loader: ({ context: { hub, organization } }) => {
    if (!organization.permissions.includes('accounting.contact.read')) return
    void hub.queryClient.prefetchQuery(hub.trpc.modules.accounting.book.get.queryOptions())
  },
  component: Contacts,
})

const kinds = [
  { value: 'customer', label: 'Customers' },
  { value: 'vendor', label: 'Vendors' },
  { value: 'archived', label: 'Archived' },
] as const

function Contacts() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const canWrite = useCan('accounting.contact.write')
  const [isAdding, setAdding] = useState(false)
  const set = (change: { [Key in keyof ContactSearch]?: ContactSearch[Key] | undefined }) =>
    void navigate({ search: (before) => compact({ ...before, ...change }), replace: !('contact' in change) })
  useShortcut('n', () => canWrite && setAdding(true))
  return (
    <>
      <BookPage
        title="Customers and vendors"
        description="Whom the business sells to and buys from."
        actions={
          canWrite && (
            <Button variant="primary" onClick={() => setAdding(true)}>
              <Plus aria-hidden="true" />
              Add
            </Button>
          )
        }
      >
        {() => (
          <>
            <ListTools
              views={contactViews}
              narrowed={[
                searched(search.q),
                kinds.find(({ value }) => value === search.kind)?.label.toLowerCase(),
              ]}
            >
              <TypedSearch
                label="Search customers and vendors"
                value={search.q ?? ''}
                onChange={(q) => set({ q })}
              />
              <ChoiceFilter
                name="Kind"
                choices={kinds}
                value={search.kind}
                onChange={(kind) => set({ kind })}
              />
            </ListTools>
            <Found search={search} />
          </>
        )}
      </BookPage>
      <Suspense>
        {isAdding && (
          <ContactDialog
            contact={null}
            onClose={() => setAdding(false)}
            onSaved={(contact) => set({ contact })}
          />
        )}
        <ContactDrawer id={search.contact} onClose={() => set({ contact: undefined })} />
      </Suspense>
    </>
  )
}

function Found({ search }: { search: ContactSearch }) {
  const { trpc } = useHub()
  const contacts = useInfiniteQuery(
    trpc.modules.accounting.contacts.list.infiniteQueryOptions(contactsIn(search), {
      ...paging,
      placeholderData: (before) => before,
    }),
  )
  const isFiltered = search.q !== undefined || search.kind !== undefined
  return (
    <Card flush>
      <Loaded query={contacts} failed="They could not be loaded" skeleton={<SkeletonRows rows={8} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length > 0) return <ContactTable contacts={items} search={search} />
          return isFiltered ? (
            <Empty title="None of these" picture="search">
              Search for something else, or take the filter away.
            </Empty>
          ) : (
            <Empty title="No customers yet">
              Add the first one here, or by its name while you write an invoice.
            </Empty>
          )
        }}
      </Loaded>
      <LoadMore query={contacts} />
    </Card>
  )
}

const kindWords = ({ isCustomer, isVendor }: Contact): string =>
  isCustomer && isVendor ? 'Customer and vendor' : isVendor ? 'Vendor' : 'Customer'

function ContactTable({ contacts, search }: { contacts: readonly Contact[]; search: ContactSearch }) {
  const { slug } = useOrganization()
  return (
    <Table label="Customers and vendors">
      <TableHead>
        <Th>Name</Th>
        <Th>City</Th>
        <Th>Mail</Th>
        <Th>Kind</Th>
      </TableHead>
      <TableBody>
        {contacts.map((contact) => (
          <TableRow key={contact.id}>
            <Td className="w-full tablet:max-w-0">
              <Link
                to="/o/$org/accounting/contacts"
                params={{ org: slug }}
                search={{ ...compact(search), contact: contact.id }}
                className="block wrap-anywhere tablet:truncate"
              >
                {contact.name}
              </Link>
            </Td>
            <Td phone="detail" className="wrap-anywhere tablet:max-w-40 tablet:truncate">
              {contact.city}
            </Td>
            <Td phone="hidden" className="max-w-60 truncate">
              {contact.email}
            </Td>
            <Td phone="end" className="whitespace-nowrap text-text-2">
              {kindWords(contact)}
            </Td>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
