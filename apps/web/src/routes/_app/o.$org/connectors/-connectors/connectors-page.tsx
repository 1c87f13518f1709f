import { Page } from '@hub/ui/app-shell'
import { PageHeader } from '@hub/ui/page-header'
import { Suspense } from 'react'
import { useCan } from '../../../../../account.ts'
import { lazyPart } from '../../../../../lazy-part.ts'
import { ConnectionList } from './connection-list.tsx'
import type { ConnectorsPageProps } from './connectors-search.ts'
import { ServiceList } from './service-list.tsx'

const ConnectDialog = lazyPart(async () => (await import('./connect-dialog.tsx')).ConnectDialog)
const ConnectionDrawer = lazyPart(async () => (await import('./connection-drawer.tsx')).ConnectionDrawer)

/** The services that this organization reads, and those it could. */
export function ConnectorsPage({ search, onSearch }: ConnectorsPageProps) {
  const canManage = useCan('connectors.connection.manage')
  return (
    <Page>
      <PageHeader
        title="Connectors"
        description="Services whose customers, orders and payments come into your data by themselves; the hub changes nothing there."
      />
      <div className="flex flex-col gap-(--gap)">
        <ConnectionList />
        <ServiceList onConnect={(connect) => onSearch({ connect })} />
      </div>
      <Suspense>
        {search.connect !== undefined && canManage && (
          <ConnectDialog
            provider={search.connect}
            onConnected={(connection) => onSearch({ connect: undefined, connection })}
            onClose={() => onSearch({ connect: undefined })}
          />
        )}
        <ConnectionDrawer
          id={search.connection}
          onOpen={(connection) => onSearch({ connection })}
          onClose={() => onSearch({ connection: undefined })}
        />
      </Suspense>
    </Page>
  )
}
