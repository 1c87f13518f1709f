import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ArrowLeft, House, ShieldCheck, UserRound } from 'lucide-react'
import { useMe } from '../account.ts'
import { useTRPC } from '../trpc.ts'
import { adminPlaces } from './admin-places.ts'
import { PaletteFrame } from './palette-frame.tsx'
import { GoKeys, OwnActs } from './palette-own.tsx'
import { Entries, Entry } from './palette-parts.tsx'

export interface AdminPaletteProps {
  onClose: () => void
  onShortcuts: () => void
}

/** The same palette where there is no organization: people, organizations and pages of administration. */
export function AdminPalette({ onClose, onShortcuts }: AdminPaletteProps) {
  return (
    <PaletteFrame onClose={onClose}>
      {(query) => (
        <>
          <Entries heading="Do">
            <OwnActs onClose={onClose} onShortcuts={onShortcuts} />
          </Entries>
          {query.length >= SEARCH_FROM && <Finds query={query} onClose={onClose} />}
          <GoTo onClose={onClose} />
        </>
      )}
    </PaletteFrame>
  )
}

const SEARCH_FROM = 2
const asked = { limit: 5, sort: 'name' } as const

function Finds({ query, onClose }: { query: string; onClose: () => void }) {
  const trpc = useTRPC()
  const navigate = useNavigate()
  const kept = { placeholderData: <T,>(before: T) => before }
  const people = useQuery(trpc.admin.users.list.queryOptions({ ...asked, search: query }, kept))
  const organizations = useQuery(
    trpc.admin.organizations.list.queryOptions({ ...asked, search: query }, kept),
  )
  return (
    <>
      {people.data && people.data.items.length > 0 && (
        <Entries heading="People">
          {people.data.items.map(({ id, name, email }) => (
            <Entry
              key={id}
              value={`person ${id}`}
              keywords={[name, email, query]}
              icon={<UserRound aria-hidden="true" />}
              detail={email}
              onChoose={() => {
                onClose()
                void navigate({ to: '/admin/users/$user', params: { user: id } })
              }}
            >
              {name}
            </Entry>
          ))}
        </Entries>
      )}
      {organizations.data && organizations.data.items.length > 0 && (
        <Entries heading="Organizations">
          {organizations.data.items.map(({ id, name, slug }) => (
            <Entry
              key={id}
              value={`organization ${id}`}
              keywords={[name, slug, query]}
              icon={<House aria-hidden="true" />}
              detail={slug}
              onChoose={() => {
                onClose()
                void navigate({ to: '/admin/organizations/$organization', params: { organization: id } })
              }}
            >
              {name}
            </Entry>
          ))}
        </Entries>
      )}
    </>
  )
}

function GoTo({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const { organizations } = useMe()
  return (
    <Entries heading="Go to">
      {adminPlaces.map(({ to, letter, label, keywords }) => (
        <Entry
          key={to}
          value={`Go to ${label}`}
          keywords={[...keywords]}
          icon={<ShieldCheck aria-hidden="true" />}
          detail={<GoKeys letter={letter} />}
          onChoose={() => {
            onClose()
            void navigate({ to })
          }}
        >
          {label}
        </Entry>
      ))}
      {organizations
        .filter(({ isSuspended }) => !isSuspended)
        .map(({ id, slug, name }) => (
          <Entry
            key={id}
            value={`Back to ${name} ${slug}`}
            icon={<ArrowLeft aria-hidden="true" />}
            detail="Back"
            onChoose={() => {
              onClose()
              void navigate({ to: '/o/$org', params: { org: slug } })
            }}
          >
            {name}
          </Entry>
        ))}
    </Entries>
  )
}
