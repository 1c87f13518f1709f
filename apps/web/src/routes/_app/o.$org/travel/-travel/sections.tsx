import { SectionTabs } from '../../../../../components/section-tabs.tsx'

const sections = [
  { to: '/o/$org/travel', label: 'Trips' },
  { to: '/o/$org/travel/watches', label: 'Watched prices' },
  { to: '/o/$org/travel/cars', label: 'Own cars' },
] as const

export const Sections = () => <SectionTabs label="Travel" sections={sections} />
