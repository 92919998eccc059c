-- Quarto runs no filter by its name on the PATH; this one hands the page on to it.
function Pandoc(page)
  return pandoc.utils.run_json_filter(page, "actplot-pandoc")
end
