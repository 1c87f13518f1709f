import { Button } from '@hub/ui/button'
import { Card, CardList, CardRow } from '@hub/ui/card'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { useCan, useHub } from '../../../../../account.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import type { Provider, ProviderName } from './connectors-types.ts'
import { ServiceMark } from './service-mark.tsx'

interface ServiceListProps {
  onConnect: (provider: ProviderName) => void
}

/** What could be connected, and who has to do what for it. */
export function ServiceList({ onConnect }: ServiceListProps) {
  const { trpc } = useHub()
  const canManage = useCan('connectors.connection.manage')
  const providers = useQuery(trpc.connectors.providers.queryOptions({}))
  return (
    <Card flush title="Services you can connect">
      <Loaded
        query={providers}
        failed="The services could not be loaded"
        skeleton={<SkeletonRows rows={2} />}
      >
        {({ items }) => (
          <CardList label="Services you can connect">
            {items.map((provider) => (
              <Service
                key={provider.name}
                provider={provider}
                onConnect={canManage ? () => onConnect(provider.name) : undefined}
              />
            ))}
          </CardList>
        )}
      </Loaded>
      {!canManage && (
        <p className="border-t border-line px-(--card-pad) py-3 text-13 text-text-2">
          An owner of the organization, or somebody who manages Connectors, can connect these.
        </p>
      )}
    </Card>
  )
}

interface ServiceProps {
  provider: Provider
  /** Nothing where the person may not. */
  onConnect: (() => void) | undefined
}

const Service = ({ provider: { name, title, about, isReady }, onConnect }: ServiceProps) => (
  <CardRow>
    <ServiceMark provider={name} />
    <div className="min-w-0 flex-1">
      <span className="block font-medium">{title}</span>
      <span className="block text-13 text-pretty text-text-2">{about}</span>
      {!isReady && (
        <span className="block text-13 text-pretty text-text-2">
          Ask whoever runs this hub to set up {title} first.
        </span>
      )}
    </div>
    {isReady && onConnect && (
      <Button size="sm" aria-label={`Connect ${title}`} onClick={onConnect}>
        Connect
      </Button>
    )}
  </CardRow>
)
