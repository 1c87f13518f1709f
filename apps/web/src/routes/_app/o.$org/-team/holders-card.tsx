import { Card, CardList, CardRow } from '@hub/ui/card'
import { Field } from '@hub/ui/field'
import { NativeSelect } from '@hub/ui/native-select'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { LoadMore } from '../../../../components/load-more.tsx'
import { Loaded } from '../../../../components/loaded.tsx'
import { roleWords } from '../../../../components/role-words.ts'
import { paging } from '../../../../paging.ts'
import { useTRPC } from '../../../../trpc.ts'

/** "Who can issue invoices?": the people who may do one thing, and what may do it in their names. */
export function HoldersCard() {
  const roles = useQuery(useTRPC().organizations.roles.queryOptions({}, { staleTime: Infinity }))
  const [permission, setPermission] = useState('')
  const choices = roles.data?.permissions ?? []
  return (
    <Card flush title="Who may do it">
      <div className="px-(--card-pad) pb-3 tablet:max-w-[360px]">
        <Field label="Right">
          <NativeSelect
            options={[
              { value: '', label: 'Choose a right' },
              ...choices.map(({ name, title }) => ({ value: name, label: title })),
            ]}
            value={permission}
            onChange={({ target }) => setPermission(target.value)}
          />
        </Field>
      </div>
      {permission !== '' && <Holders permission={permission} />}
    </Card>
  )
}

function Holders({ permission }: { permission: string }) {
  const query = useInfiniteQuery(
    useTRPC().organizations.access.holders.infiniteQueryOptions({ permission }, paging),
  )
  return (
    <>
      <Loaded query={query} failed="This could not be loaded" skeleton={<SkeletonRows rows={2} />}>
        {({ pages }) => (
          <CardList label="People who may do it">
            {pages
              .flatMap(({ items }) => items)
              .map(({ userId, name, role, keys, applications }) => (
                <CardRow key={userId}>
                  <div className="min-w-0 flex-1">
                    <p className="font-medium wrap-anywhere">{name}</p>
                    {[...keys, ...applications].length > 0 && (
                      <p className="text-12 text-text-3 wrap-anywhere">
                        Also by {[...keys, ...applications].join(', ')}
                      </p>
                    )}
                  </div>
                  <span className="text-13 text-text-2">{roleWords[role]}</span>
                </CardRow>
              ))}
          </CardList>
        )}
      </Loaded>
      <LoadMore query={query} />
    </>
  )
}
