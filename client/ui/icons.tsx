/** Line icons, 20 × 20, drawn here so that no icon library is downloaded. Decorative: the label is always words. */
const PATHS = {
  map: "M3 5.5 7.5 3.5l5 2 4.5-2v11l-4.5 2-5-2L3 16.5zM7.5 3.5v11M12.5 5.5v11",
  list: "M7 5h10M7 10h10M7 15h10M3.5 5h.01M3.5 10h.01M3.5 15h.01",
  actors:
    "M7 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM2.5 16c0-2.5 2-4.5 4.5-4.5s4.5 2 4.5 4.5M13 9.5a2 2 0 1 0 0-4M14 12c2 .3 3.5 2 3.5 4",
  priorities: "M4 17V3M4 4h11l-2.5 3.5L15 11H4",
  coverage: "M10 2.5 16 5v4.5c0 4-2.5 6.5-6 8-3.5-1.5-6-4-6-8V5zM7.5 10l2 2 3.5-4",
  search: "M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12zM13.5 13.5 17 17",
  sun: "M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1 1M14.7 14.7l1 1M15.7 4.3l-1 1M5.3 14.7l-1 1",
  moon: "M16.5 11.5A7 7 0 0 1 8.5 3.5a7 7 0 1 0 8 8z",
  plus: "M10 4v12M4 10h12",
  close: "M5 5l10 10M15 5 5 15",
  down: "M5 7.5l5 5 5-5",
  filter: "M3 4.5h14L11.5 11v5l-3-1.5V11z",
  eye: "M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10zM10 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z",
  menu: "M3 5h14M3 10h14M3 15h14",
  lock: "M5.5 9h9v7.5h-9zM7.5 9V6.5a2.5 2.5 0 0 1 5 0V9",
  link: "M8.5 11.5l3-3M9 6l1.5-1.5a3.2 3.2 0 0 1 4.5 4.5L13.5 10.5M11 14l-1.5 1.5A3.2 3.2 0 0 1 5 11l1.5-1.5",
  warning: "M10 3 18 16.5H2zM10 8v4M10 14.2h.01",
  out: "M8 3.5H4v13h4M12 6.5 15.5 10 12 13.5M15.5 10H7.5",
  chart: "M3 17h14M5.5 17V10M10 17V4M14.5 17v-5",
  bell: "M10 3a4.5 4.5 0 0 0-4.5 4.5c0 4.5-2 5.5-2 5.5h13s-2-1-2-5.5A4.5 4.5 0 0 0 10 3zM8.3 16a1.8 1.8 0 0 0 3.4 0",
  more: "M4 10h1M9.5 10h1M15 10h1",
  panel: "M3 4h14v12H3zM12 4v12",
  sync: "M6.5 16V5M3.5 8l3-3.5 3 3.5M13.5 4v11M10.5 12l3 3.5 3-3.5",
} as const;

export type IconName = keyof typeof PATHS;

/** An icon in the colour of the text around it. `size` in px. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
