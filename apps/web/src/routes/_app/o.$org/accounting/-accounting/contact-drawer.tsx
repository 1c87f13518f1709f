import { countryWords } from '@hub/api/schemas/shared/country-name'
import { Button } from '@hub/ui/button'
import { Drawer, Properties, Property } from '@hub/ui/drawer'
import { Skeleton } from '@hub/ui/skeleton'
import { Status } from '@hub/ui/status'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import type { ReactNode } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { lazyPart } from '../../../../../lazy-part.ts'
import type { Contact } from './contact-dialog.tsx'
import { CustomerFacts } from './customer-facts.tsx'
import { PayBackAll } from './pay-back.tsx'

const ContactDialog = lazyPart(async () => (await import('./contact-dialog.tsx')).ContactDialog)

/** One customer or vendor beside the list. */
export function ContactDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { trpc } = useHub()
  const canWrite = useCan('accounting.contact.write')
  const [isChanging, setChanging] = useState(false)
  const query = useQuery(
    trpc.modules.accounting.contacts.get.queryOptions({ id: id ?? '' }, { enabled: id !== undefined }),
  )
  const contact = query.data
  return (
    <Drawer
      open={id !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={contact?.name ?? 'Customer'}
      footer={
        canWrite && contact ? (
          <>
            <ArchiveButton contact={contact} />
            <Button variant="primary" className="ml-auto" onClick={() => setChanging(true)}>
              Change
            </Button>
          </>
        ) : undefined
      }
    >
      {id !== undefined && (
        <Loaded
          query={query}
          failed="The customer or vendor could not be loaded"
          skeleton={<Skeleton className="h-40 w-full" />}
        >
          {(whole) => <ContactFacts contact={whole} />}
        </Loaded>
      )}
      <Suspense>
        {isChanging && contact && <ContactDialog contact={contact} onClose={() => setChanging(false)} />}
      </Suspense>
    </Drawer>
  )
}

function ArchiveButton({ contact: { id, name, archivedAt } }: { contact: Contact }) {
  const { trpc, queryClient } = useHub()
  const done = (words: string) => {
    void queryClient.invalidateQueries(trpc.modules.accounting.pathFilter())
    showToast(words)
  }
  const onError = (error: unknown) => showErrorToast(toFailure(error).message)
  const { contacts } = trpc.modules.accounting
  const archive = useMutation(
    contacts.archive.mutationOptions({ onSuccess: () => done(`Archived ${name}.`), onError }),
  )
  const restore = useMutation(
    contacts.restore.mutationOptions({ onSuccess: () => done(`Restored ${name}.`), onError }),
  )
  const act = archivedAt === null ? archive : restore
  return (
    <Button
      variant="ghost"
      pending={act.isPending}
      pendingLabel={archivedAt === null ? 'Archiving' : 'Restoring'}
      onClick={() => act.mutate({ id, idempotencyKey: newKey() })}
    >
      {archivedAt === null ? 'Archive' : 'Restore'}
    </Button>
  )
}

function ContactFacts({ contact }: { contact: Contact }) {
  const { slug } = useOrganization()
  const canSee = useCan('accounting.sale.read')
  const canPay = useCan('accounting.sale.write')
  const { street, postcode, city, country, email, phone, taxId, termsDays, note } = contact
  const town = [postcode, city].filter((part) => part !== '').join(' ')
  const place = [street, town, country === null ? '' : countryWords(country)]
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['Mail', email],
    ['Phone', phone],
    ['Address', place.filter((part) => part !== '').join(', ')],
    ['Tax id', taxId],
    ['Days to pay', termsDays === null ? '' : String(termsDays)],
    ['Note', note],
  ]
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap gap-2">
        {contact.isCustomer && <Status tone="info">Customer</Status>}
        {contact.isVendor && <Status tone="info">Vendor</Status>}
        {contact.archivedAt !== null && <Status>Archived</Status>}
      </div>
      {canSee && <CustomerFacts id={contact.id} />}
      {canPay && <PayBackAll contactId={contact.id} />}
      <Properties>
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <Property key={name} name={name}>
              <span className="wrap-anywhere whitespace-pre-line">{value}</span>
            </Property>
          ))}
      </Properties>
      {canSee && (
        <p>
          <Link to="/o/$org/accounting/invoices" params={{ org: slug }} search={{ contact: contact.id }}>
            Its invoices
          </Link>
          {' · '}
          <Link
            to="/o/$org/accounting/reports"
            params={{ org: slug }}
            search={{ report: 'statement', contact: contact.id }}
          >
            Statement of account
          </Link>
        </p>
      )}
    </div>
  )
}
