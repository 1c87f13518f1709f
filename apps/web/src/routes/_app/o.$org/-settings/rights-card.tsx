import { Card } from '@hub/ui/card'
import { Credits } from '@hub/ui/credits'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { Skeleton } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCan, useMe, useOrganization } from '../../../../account.ts'
import { Loaded } from '../../../../components/loaded.tsx'
import { roleMeanings, roleWords } from '../../../../components/role-words.ts'
import { useTRPC } from '../../../../trpc.ts'

/** One's role here and what it allows, in words, and one's roles elsewhere. */
export function RightsCard() {
  const { id, name, role, permissions } = useOrganization()
  const others = useMe().organizations.filter((one) => one.id !== id)
  const query = useQuery(useTRPC().organizations.roles.queryOptions({}, { staleTime: Infinity }))
  return (
    <Card title={`What you may do in ${name}`}>
      <p className="mb-3 text-13 text-text-2">
        <b className="font-semibold text-text">{roleWords[role]}</b>: {roleMeanings[role]}.
      </p>
      <Loaded
        query={query}
        failed="Your rights could not be loaded"
        skeleton={<Skeleton className="h-40 w-full" />}
      >
        {(known) => (
          <Ledger label="Your rights">
            {known.permissions.map(({ name: permission, title }) => (
              <LedgerLine
                key={permission}
                name={title}
                amount={permissions.includes(permission) ? 'Yes' : <span className="text-text-3">No</span>}
              />
            ))}
          </Ledger>
        )}
      </Loaded>
      {others.length > 0 && (
        <Ledger label="Your roles elsewhere" className="mt-4 border-t border-line pt-3">
          {others.map((one) => (
            <LedgerLine key={one.id} name={one.name} amount={roleWords[one.role]} />
          ))}
        </Ledger>
      )}
    </Card>
  )
}

/** The account that pays for what one does here. */
export function CreditAccountCard() {
  return useCan('credits.read') ? <CreditAccount /> : null
}

function CreditAccount() {
  const { slug, name } = useOrganization()
  const query = useQuery(useTRPC().credits.balance.queryOptions())
  return (
    <Card
      title="Credit account"
      action={
        <Link to="/o/$org/credits" params={{ org: slug }} className="text-13 text-text-2">
          Details
        </Link>
      }
    >
      <Loaded
        query={query}
        failed="The balance could not be loaded"
        skeleton={<Skeleton className="h-20 w-full" />}
      >
        {({ availableMicro, heldMicro, spentThisMonthMicro }) => (
          <>
            <p className="mb-2 text-13 text-text-2">{name} pays for what its people do here.</p>
            <Ledger label="Credit account">
              <LedgerLine name="Left" amount={<Credits micro={availableMicro} />} />
              <LedgerLine name="On hold" amount={<Credits micro={heldMicro} />} />
              <LedgerLine
                name="Spent this month, by everybody"
                amount={<Credits micro={spentThisMonthMicro} />}
              />
            </Ledger>
          </>
        )}
      </Loaded>
    </Card>
  )
}
