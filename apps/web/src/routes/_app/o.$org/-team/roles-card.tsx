import { Card } from '@hub/ui/card'
import { Skeleton } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { Loaded } from '../../../../components/loaded.tsx'
import { roleWords } from '../../../../components/role-words.ts'
import { useTRPC } from '../../../../trpc.ts'

/** The one table of roles and permissions, as the hub itself reads it. */
export function RolesCard() {
  const query = useQuery(useTRPC().organizations.roles.queryOptions({}, { staleTime: Infinity }))
  return (
    <Card flush title="What each role may do">
      <Loaded
        query={query}
        failed="The roles could not be loaded"
        skeleton={<Skeleton className="mx-5 mb-5 h-40" />}
      >
        {({ roles, permissions }) => (
          <table aria-label="What each role may do" className="mb-2 w-full border-collapse text-13">
            <thead>
              <tr className="text-12 text-text-3">
                <th scope="col" className="py-2 pl-(--card-pad) text-left font-medium">
                  <span className="sr-only">Right</span>
                </th>
                {roles.map((role) => (
                  <th
                    key={role}
                    scope="col"
                    className="w-16 py-2 text-center font-medium last:w-19 last:pr-3 max-tablet:w-13 max-tablet:last:w-14 max-tablet:last:pr-2"
                  >
                    {roleWords[role]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {permissions.map(({ name, title, roles: holders }) => (
                <tr key={name} className="border-t border-line">
                  <th scope="row" className="py-2 pr-2 pl-(--card-pad) text-left font-normal">
                    {title}
                  </th>
                  {roles.map((role) => (
                    <td key={role} className="py-2 text-center last:pr-3 max-tablet:last:pr-2">
                      {holders.includes(role) ? (
                        <>
                          <Check aria-hidden="true" className="mx-auto size-4 text-success-text" />
                          <span className="sr-only">Yes</span>
                        </>
                      ) : (
                        <>
                          <span aria-hidden="true" className="text-text-3">
                            –
                          </span>
                          <span className="sr-only">No</span>
                        </>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Loaded>
    </Card>
  )
}
