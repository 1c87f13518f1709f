import { createFileRoute } from '@tanstack/react-router'
import { CarsPage } from './-travel/cars-page.tsx'

export const Route = createFileRoute('/_app/o/$org/travel/cars')({
  staticData: { title: 'Own cars' },
  component: CarsPage,
})
