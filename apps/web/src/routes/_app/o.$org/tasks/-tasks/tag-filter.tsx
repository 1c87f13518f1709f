import { FilterChip } from '@hub/ui/filter-chip'
import { Empty } from '@hub/ui/empty'
import { Menu, MenuChoice } from '@hub/ui/menu'
import { useKnownTags } from './known-tags.ts'

/** Chooses among the tags of the tasks that were read so far. */
export function TagFilter({ onChange }: { onChange: (tag: string) => void }) {
  const tags = useKnownTags()
  return (
    <Menu trigger={<FilterChip>Tag</FilterChip>}>
      <TagChoices tags={tags} onChange={onChange} />
    </Menu>
  )
}

/** Made when the menu opens, so that it knows the newest tags. */
function TagChoices({ tags, onChange }: { tags: () => string[]; onChange: (tag: string) => void }) {
  const found = tags()
  if (found.length === 0)
    return <Empty title="No tags yet">Tag a task, and you can find it by its tag.</Empty>
  return (
    <MenuChoice
      label="Tag"
      options={found.map((tag) => ({ value: tag, label: tag }))}
      value=""
      onValueChange={onChange}
    />
  )
}
