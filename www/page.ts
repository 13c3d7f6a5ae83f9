/** The page is one user of the element: it defines it and gives it the whole window. */
import './elements/define'
