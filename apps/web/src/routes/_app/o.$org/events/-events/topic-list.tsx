import type { AppRouter } from '@hub/api'
import { Card } from '@hub/ui/card'
import { CodeBlock } from '@hub/ui/code-block'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { Loaded } from '../../../../../components/loaded.tsx'
import { useTRPC } from '../../../../../trpc.ts'

type Topic = inferRouterOutputs<AppRouter>['events']['topics']['topics'][number]

/** The catalogue: what can happen, and what is told about it. */
export function TopicList() {
  const catalogue = useQuery(useTRPC().events.topics.queryOptions({}))
  return (
    <Card flush>
      <Loaded query={catalogue} failed="The topics could not be loaded" skeleton={<SkeletonRows rows={8} />}>
        {({ topics }) => (
          <ul aria-label="Topics">
            {topics.map((topic) => (
              <TopicRow key={topic.topic} topic={topic} />
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  )
}

function TopicRow({ topic: { topic, title, description, version, schema } }: { topic: Topic }) {
  return (
    <li className="border-b border-line px-4 py-3 last:border-b-0">
      <span className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{title}</span>
        <code className="font-mono text-12 tracking-normal text-text-3 wrap-anywhere">{topic}</code>
      </span>
      <p className="text-13 text-text-2">{description}</p>
      <details className="mt-1">
        <summary className="cursor-pointer text-12 text-text-2">
          Payload, version {version}
          <span className="sr-only"> of {topic}</span>
        </summary>
        <div className="mt-2">
          <CodeBlock name={`JSON Schema of ${topic}`} code={JSON.stringify(schema, null, 2)} />
        </div>
      </details>
    </li>
  )
}
