import { Button } from '@hub/ui/button'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { Loaded } from '../../../../../components/loaded.tsx'
import { useTRPC } from '../../../../../trpc.ts'
import type { Template } from './flow.ts'

export interface TemplateCardsProps {
  onChoose: (template: Template) => void
}

/** Workflows to begin with, each with what it does. */
export function TemplateCards({ onChoose }: TemplateCardsProps) {
  const templates = useQuery(useTRPC().workflows.templates.queryOptions({}, { staleTime: 600_000 }))
  return (
    <Loaded query={templates} failed="The templates could not be loaded" skeleton={<SkeletonRows rows={4} />}>
      {({ items }) => (
        <ul aria-label="Templates" className="grid gap-3 tablet:grid-cols-2 wide:grid-cols-3">
          {items.map((template) => (
            <li
              key={template.name}
              className="flex min-w-0 flex-col gap-1 rounded-md border border-line bg-raised p-3.5"
            >
              <h3 className="font-medium">{template.name}</h3>
              <p className="flex-1 text-13 text-text-2">{template.description}</p>
              <Button
                size="sm"
                className="mt-2 self-start"
                aria-label={`Use this: ${template.name}`}
                onClick={() => onChoose(template)}
              >
                Use this
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  )
}
