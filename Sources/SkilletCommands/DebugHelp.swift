/// What `help` says in the debugger.
enum DebugHelp {
  static let text = """
    Forward             step (s) [times]    to the next statement, into functions
                        next (n) [times]    to the next statement of this function
                        finish (f)          to the function that called this one
                        skill (k) [times]   to the end of the skill in force, or of the next
                        continue (c)        to the next breakpoint, or to the end
    Backward            back (bs) [times]   to the statement before
                        back skill          to where the last skill began
                        reverse-continue (rc)  to the last breakpoint that was passed
    To a moment         goto (g) t=12.4s    of simulated time, either way; goto start
    Breakpoints         break (b) 9         at a line; also break file.skill:9
                        break pick          when this skill begins; break skill: any
                        break failure       when a skill, a question or the program fails
                        break on_top        when this question is answered with False; break false: any
                        break store pose_dict['a']   when it is stored; break store: anything
                        break               lists them; delete (d) [number]
    What is there       locals (l), memory (m), print (p) name, scene (sc), where (w), list (ls)
                        image (i) file.png  a picture of this moment
    help (h), quit (q). A command may be cut short; an empty line does the last motion again.
    """
}
